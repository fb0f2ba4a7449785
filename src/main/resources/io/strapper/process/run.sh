# Runs one action and sees it off; one copy lies beside each run. It needs no server: once started, the run's log and
# exit code are safe whatever becomes of the process that started it.
#
#   sh run.sh                 the launcher: starts the wrapper in a session of its own and is killed by it, so that
#                             nobody has to wait for the end of the run
#   sh run.sh wrapper [PID]   the wrapper: claims the run, gives it a terminal, writes the log's last line, completes
#                             `exit`; PID is the launcher that is to go
#   sh run.sh inside          under that terminal: starts the action and waits for it
#
# Whatever a user could have chosen comes by the environment and is never part of the text of a command. Standard output
# is the log. `ticket`, `wrapper`, `pid` and `code` are made before the start and overwritten in place (`1<>`), so that
# a full disk cannot lose what they tell.

# Inherited by the action: what it leaves behind with `nohup app &` or `setsid app &` outlives the end of the terminal
trap '' HUP
directory=$STRAPPER_INSIDE_DIRECTORY

# identity PID: prints "pid start-time boot-id", which no other process ever has; nothing for a process that is gone
identity() {
	read -r stat 2>/dev/null <"/proc/$1/stat" || return
	read -r boot </proc/sys/kernel/random/boot_id
	# stat's second field, the name in brackets, may hold anything: the state (3) follows the last bracket
	set -- "$1" ${stat##*) }
	[ "$2" = Z ] || echo "$1 ${21} $boot"
}

# As another user: only now the variables that the app has chosen get their names
as_user='
	for name in $STRAPPER_INSIDE_NAMES; do
		eval "export $name=\"\$STRAPPER_INSIDE_OF_$name\""
		unset "STRAPPER_INSIDE_OF_$name"
	done
	unset STRAPPER_INSIDE_NAMES name
	exec "$1"
'

inside() {
	identity $$ 1<>"$directory/pid"
	stty cols 160 rows 100 -echo -onlcr <&1 2>/dev/null
	executable=$STRAPPER_INSIDE_EXECUTABLE
	setpriv=$STRAPPER_INSIDE_SETPRIV uid=$STRAPPER_INSIDE_UID gid=$STRAPPER_INSIDE_GID
	if [ -n "$setpriv" ]; then
		# As login does: the user opens it again by the names /dev/stdout and /dev/stderr
		terminal=$(readlink "/proc/$$/fd/1")
		case $terminal in /dev/pts/*) chown "$uid" "$terminal" ;; esac
	fi
	PATH=$STRAPPER_INSIDE_PATH SHELL=$STRAPPER_INSIDE_SHELL STRAPPER_RUN_ID=$STRAPPER_INSIDE_RUN_ID
	export PATH SHELL STRAPPER_RUN_ID
	unset STRAPPER_INSIDE_DIRECTORY STRAPPER_INSIDE_EXECUTABLE STRAPPER_INSIDE_PATH STRAPPER_INSIDE_SHELL \
		STRAPPER_INSIDE_RUN_ID STRAPPER_INSIDE_TERMINAL STRAPPER_INSIDE_DETACHES \
		STRAPPER_INSIDE_SETPRIV STRAPPER_INSIDE_UID STRAPPER_INSIDE_GID
	# A signal to the group is meant for the action; this shell stays to tell how it ended. (A trap is reset for
	# children, unlike a signal that is ignored.)
	trap : INT QUIT TERM ALRM USR1 USR2
	# The shell would comment on a signal ("Killed") in the log
	exec 3>&2 2>/dev/null
	(
		echo "         " 1<>"$directory/code"
		[ -z "$setpriv" ] || exec "$setpriv" --reuid="$uid" --regid="$gid" --init-groups --inh-caps=-all -- \
			/bin/sh -c "$as_user" sh "$executable" </dev/null 2>&3 3>&-
		exec "$executable" </dev/null 2>&3 3>&-
	)
	code=$?
	echo "$code" 1<>"$directory/code"
	exit "$code"
}

# In a subshell: whatever goes wrong with the last line, the exit code is still told
last_line() (
	read -r now _ </proc/uptime
	hundredths=$((${now%.*}${now#*.} - ${began%.*}${began#*.}))
	if [ "$hundredths" -lt 6000 ]; then
		duration="$((hundredths / 100)).$((hundredths % 100 / 10)) s"
	elif [ "$hundredths" -lt 360000 ]; then
		duration="$((hundredths / 6000)) min $((hundredths / 100 % 60)) s"
	else
		duration="$((hundredths / 360000)) h $((hundredths / 6000 % 60)) min"
	fi
	{
		IFS= read -r reset
		IFS= read -r succeeded
		IFS= read -r failed
		IFS= read -r cancelled
		IFS= read -r timed_out
	} <"$directory/banner"
	last_byte=$(tail -c 1 "$directory/log" | tr '\n' '.')
	printf %s "$reset"
	[ "$last_byte" = . ] || printf '\r\n'
	[ "$1" = 0 ] && format=$succeeded || format=$failed
	# The server says so before it signals anybody
	read -r ending 2>/dev/null <"$directory/ending"
	case $ending in
		cancelled) format=$cancelled ;;
		timed-out) format=$timed_out ;;
		failed) format=$failed ;;
	esac
	printf "$format\\n" "$1" "$duration"
)

case $1 in
	inside) inside ;;
	wrapper) ;;
	*)
		[ -n "$STRAPPER_INSIDE_DETACHES" ] || exec setsid sh "$directory/run.sh" wrapper
		setsid sh "$directory/run.sh" wrapper $$
		exit ;;
esac

# However many wrappers were started for a run, one gets the ticket
mv "$directory/ticket" "$directory/wrapper" 2>/dev/null || exit
identity $$ 1<>"$directory/wrapper"
[ "$2" != "$PPID" ] || kill -9 "$PPID"
# Nobody sits at the terminal. Standard input is a pipe of which this process holds both ends, so it never ends; what is
# written to it is typed by `script`. Eight times CTRL-D beforehand: that many reads of a line end at once. A program that
# throws away what was typed before it asks (getpass, sudo, ssh) gets one from the server, which sees it wait.
[ -n "$STRAPPER_INSIDE_TERMINAL" ] && exec <>/proc/self/fd/0 && printf '\004\004\004\004\004\004\004\004' >&0
read -r began _ </proc/uptime
# Told beforehand, and taken back by the action's own process: a shell that gets no process from the system ends at once
echo unstarted 1<>"$directory/code"
if [ -n "$STRAPPER_INSIDE_TERMINAL" ]; then
	# `script` takes its command as text for $SHELL. It is killed if it does not notice the action's end, which the shell
	# would comment on.
	exec 3>&2 2>/dev/null
	(
		SHELL=/bin/sh
		exec script -qefc 'exec sh "$STRAPPER_INSIDE_DIRECTORY/run.sh" inside' /dev/null 2>&3 3>&-
	)
else
	setsid sh "$directory/run.sh" inside
fi
status=$?
# Should `script` go first (killed, say), the action still runs and so does the run
while read -r process 2>/dev/null <"$directory/pid" && [ "$(identity "${process%% *}")" = "${process:-none}" ]; do
	sleep 1
done
code=
note=
read -r code note 2>/dev/null <"$directory/code"
if [ "$code" = unstarted ]; then
	code=
	note=unstarted
fi
# Not told: the shell inside was killed along with the action
code=${code:-$status}
last_line "$code" 2>/dev/null || note=${note:-cut}
# A shared directory may be read-only for a while, and nobody else knows the exit code
until { echo "$code $note" 1<>"$directory/code" && mv "$directory/code" "$directory/exit"; } 2>/dev/null; do
	[ -e "$directory/code" ] || break
	sleep 1
done
