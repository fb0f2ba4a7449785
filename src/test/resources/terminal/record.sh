#!/bin/bash
# Records what tools print when they run under Strapper, with forty lines printed before: NAME.raw, here.
#
#   record.sh URL HOME TOOLS [NAME…]
#
# URL and HOME are those of a server that was started for this, with `--strapper.admin-password=recorded-by-machine`.
# TOOLS is a folder in which stand `npm install ora listr2 cli-progress vitest bats yarn@1 webpack webpack-cli`, in `py` a
# virtual environment with `pip install tqdm rich progressbar2`, and in `wheels` what `pip download --no-deps pip` gave.
# The other tools are the system's.
url=$1 home=$2 tools=$3
shift 3
here=$(dirname "$(realpath "$0")")
cookies=$(mktemp)
names=

# tool NAME: reads the script that runs it
tool() {
	names="$names $1"
	mkdir -p "$home/apps/$1"
	{
		printf '#!/bin/bash\ncd "%s" || exit\nrm -rf work; mkdir work; cd work || exit\n' "$tools"
		printf 'PATH=%s/node_modules/.bin:%s/py/bin:$PATH NODE_PATH=%s/node_modules\nexport PATH NODE_PATH\n' \
			"$tools" "$tools" "$tools"
		printf 'for i in $(seq 1 40); do echo "line $i before the tool"; done\n'
		cat
	} >"$home/apps/$1/deploy"
	chmod +x "$home/apps/$1/deploy"
}

token() {
	curl -s -b "$cookies" -c "$cookies" "$url/$1" | sed -n 's/.*name="_csrf" content="\([^"]*\)".*/\1/p'
}

record() {
	until curl -sf -b "$cookies" "$url/api/apps/$1" >/dev/null; do sleep 0.2; done
	curl -s -b "$cookies" -H "X-CSRF-TOKEN: $(token account)" -X POST "$url/api/apps/$1/deploy" >/dev/null
	run=$(ls "$home/runs/$1" | sort -n | tail -1)
	until [ -e "$home/runs/$1/$run/exit" ]; do sleep 0.2; done
	cp "$home/runs/$1/$run/log" "$here/$1.raw"
	echo "$1: exit code $(tr -s " \n" " " <"$home/runs/$1/$run/exit" | head -c 4), $(stat -c %s "$here/$1.raw") bytes"
}

tool ora <<'X'
cat >a.mjs <<'Y'
import ora from 'ora';
const spinner = ora('Uploading '.repeat(20)).start();
await new Promise((next) => setTimeout(next, 1500));
spinner.succeed('Uploaded');
ora().start('Checking').fail('Checksum differs');
Y
ln -s ../node_modules; node a.mjs
X

tool listr2 <<'X'
cat >a.mjs <<'Y'
import { Listr } from 'listr2';
const pause = (ms) => new Promise((next) => setTimeout(next, ms));
const build = async (_, task) => { for (let i = 1; i <= 5; i++) { task.output = `step ${i} of 5`; await pause(120); } };
await new Listr([
  { title: 'Fetch', task: () => pause(400) },
  { title: 'Build', task: (_, task) => task.newListr([{ title: 'server', task: build }, { title: 'client', task: build }],
    { concurrent: true }) },
  { title: 'Publish', task: (_, task) => task.skip('nothing is new') },
], { concurrent: true, rendererOptions: { collapseSubtasks: false } }).run();
Y
ln -s ../node_modules; node a.mjs
X

tool cli-progress <<'X'
cat >a.js <<'Y'
const { MultiBar, Presets } = require('cli-progress');
const bars = new MultiBar({ format: '{bar} {percentage}% {file}', hideCursor: true }, Presets.shades_classic);
const files = ['app.js', 'style.css', 'image.png'].map((file, i) => [bars.create(100, 0, { file }), 3 + 2 * i]);
const timer = setInterval(() => {
  files.forEach(([bar, by]) => bar.increment(by));
  if (!files.every(([bar]) => bar.value >= 100)) return;
  clearInterval(timer);
  bars.stop();
  console.log('all there');
}, 60);
Y
node a.js
X

tool vitest <<'X'
for i in 1 2 3; do
	cat >"part$i.test.js" <<Y
import { expect, test } from 'vitest';
const pause = () => new Promise((next) => setTimeout(next, 150));
for (let i = 0; i < 5; i++) test('adds ' + i, async () => { await pause(); expect(i + 1).toBe(i + 1); });
test('is $i', async () => { await pause(); expect({ part: $i, all: [1, 2] }).toEqual({ part: 2, all: [1, 2] }); });
Y
done
ln -s ../node_modules; vitest run
X

tool bats <<'X'
cat >a.bats <<'Y'
@test "the service answers" { sleep 0.2; true; }
@test "the disk has room" { sleep 0.2; [ "$(df --output=pcent / | tail -1 | tr -dc 0-9)" -lt 101 ]; }
@test "the certificate is valid" { echo "expired"; false; }
@test "the queue is empty" { skip "no queue here"; }
Y
../node_modules/bats/bin/bats --pretty a.bats
X

tool yarn <<'X'
for i in $(seq 1 30); do
	mkdir "part$i"; echo "{\"name\": \"part$i\", \"version\": \"1.0.0\"}" >"part$i/package.json"
done
echo '{"name": "blog", "version": "1.0.0", "license": "MIT"}' >package.json
yarn add --offline $(seq -f file:./part%g 1 30)
X

tool webpack <<'X'
mkdir src
for i in $(seq 1 150); do echo "export const v$i = $i;" >"src/m$i.js"; done
for i in $(seq 1 150); do echo "import { v$i } from './m$i.js'; console.log(v$i);"; done >src/index.js
echo 'import "./missing.js";' >>src/index.js
ln -s ../node_modules; webpack --mode production --progress
X

tool tqdm <<'X'
python - <<'Y'
import time
from tqdm import tqdm
for epoch in tqdm(range(3), desc='epochs'):
    for batch in tqdm(range(20), desc=f'epoch {epoch}', leave=epoch == 2, colour='green'):
        time.sleep(0.03)
    tqdm.write(f'epoch {epoch} done')
Y
X

tool rich <<'X'
python - <<'Y'
import time
from rich.console import Console
from rich.live import Live
from rich.progress import Progress
from rich.table import Table
with Progress() as progress:
    tasks = [progress.add_task(name, total=100) for name in ('download', 'unpack', 'migrate')]
    while not progress.finished:
        for speed, task in enumerate(tasks, 3):
            progress.advance(task, speed)
        if progress.tasks[0].completed == 51:
            progress.console.print('[yellow]half of it[/yellow] is there')
        time.sleep(0.04)
with Live(refresh_per_second=20) as live:
    for rows in range(1, 9):
        table = Table('service', 'state')
        for row in range(rows):
            table.add_row(f'web-{row}', '[green]up[/green]' if row < rows - 1 else '[red]starting[/red]')
        live.update(table)
        time.sleep(0.08)
Y
X

tool progressbar2 <<'X'
python - <<'Y'
import time
import progressbar
widgets = ['Packing ', progressbar.Percentage(), ' ', progressbar.Bar(), ' ', progressbar.ETA()]
for part in progressbar.progressbar(range(40), widgets=widgets, redirect_stdout=True):
    if part % 10 == 0:
        print('part', part)
    time.sleep(0.03)
Y
X

tool pip <<'X'
python -m http.server --bind 127.0.0.1 --directory ../wheels 8932 >/dev/null 2>&1 &
sleep 1
export PIP_CONFIG_FILE=/dev/null
python -m venv new
new/bin/python -m pip install --disable-pip-version-check --no-cache-dir --force-reinstall --no-index \
	--find-links http://127.0.0.1:8932/ pip
new/bin/python -m pip install --disable-pip-version-check --no-index --find-links http://127.0.0.1:8932/ missing
kill $!
X

tool cargo-workspace <<'X'
mkdir -p src
printf '[package]\nname = "blog"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n' >Cargo.toml
for i in $(seq 1 12); do
	mkdir -p "part$i/src"
	printf '[package]\nname = "part%s"\nversion = "0.1.0"\nedition = "2021"\n' "$i" >"part$i/Cargo.toml"
	echo "pub fn part() -> u32 { let unused = 1; $i }" >"part$i/src/lib.rs"
	echo "part$i = { path = \"part$i\" }" >>Cargo.toml
done
echo 'fn main() { println!("{}", part1::part()); }' >src/main.rs
cargo build --offline
X

tool rsync <<'X'
mkdir from; for i in $(seq 1 60); do head -c 200000 /dev/urandom >"from/file$i"; done
rsync -a --info=progress2 --bwlimit=8m from/ to/
rsync -av --info=progress1 from/file1 from/file2 again/
X

tool pv <<'X'
head -c 6000000 /dev/zero | pv -pterb -s 6000000 -L 4000000 -i 0.1 >/dev/null
X

tool curl <<'X'
head -c 4000000 /dev/zero >file
python -m http.server --bind 127.0.0.1 8931 >/dev/null 2>&1 &
sleep 1
curl --limit-rate 1500k -o copy http://127.0.0.1:8931/file
curl -f -o copy http://127.0.0.1:8931/missing
kill $!
X

tool dialog <<'X'
for i in $(seq 0 10 100); do echo $i; echo XXX; echo "Step $i of 100"; echo XXX; sleep 0.05; done |
	dialog --title Deploy --gauge 'Copying files' 10 60 0
echo 'dialog is over'
X

tool whiptail <<'X'
for i in $(seq 0 10 100); do echo $i; sleep 0.05; done | whiptail --title Deploy --gauge 'Copying files' 8 60 0
echo 'whiptail is over'
X

tool terraform <<'X'
cat >main.tf <<'Y'
resource "terraform_data" "network" {
  input = "10.0.0.0/16"
}
resource "terraform_data" "server" {
  count = 3
  input = "${terraform_data.network.output} ${count.index}"
  provisioner "local-exec" { command = "sleep 11; echo ready" }
}
output "network" { value = terraform_data.network.output }
Y
touch terraform.rc; export TF_CLI_CONFIG_FILE=$PWD/terraform.rc CHECKPOINT_DISABLE=1
terraform init && terraform apply -auto-approve
X

curl -s -o /dev/null -b "$cookies" -c "$cookies" -d username=admin --data-urlencode "_csrf=$(token login)" \
	-d password=recorded-by-machine "$url/login"
curl -sf -o /dev/null -b "$cookies" -H 'Accept: application/json' "$url/api/apps" || exit
for name in ${*:-$names}; do record "$name"; done
rm "$cookies"
