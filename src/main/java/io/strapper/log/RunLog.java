package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.strapper.terminal.FrozenLines;
import io.strapper.watch.WakeUp;

/**
 * The log of one run, and the only access to its file: {@link #open()} for bytes,
 * {@link #replay} for lines, both under one mask. The files of its index, its times and
 * its outline lie beside it.
 * <p>
 * Safe for use by several threads. There must be only one object for a log, since it
 * keeps the index in memory.
 */
public final class RunLog {

	private final Path file;

	private final SideFile times;

	private final SideFile indexFile;

	private final SideFile outline;

	private final Masks masks;

	private final Mask mask;

	private final Declarations declarations;

	private final LogIndex index;

	/**
	 * The log of a run in which nothing is hidden.
	 * @param file where the log is, whether or not it exists
	 */
	public RunLog(Path file) {
		this(file, LogIndex.SPACING);
	}

	/**
	 * The log of a run under the mask of now.
	 * @param file where the log is, whether or not it exists
	 * @param masks its masks
	 */
	public RunLog(Path file, Masks masks) {
		this(file, LogIndex.SPACING, masks);
	}

	/**
	 * The log of a run whose index has its own density.
	 * @param file where the log is, whether or not it exists
	 * @param spacing bytes of the log between two checkpoints, unless their states are
	 * large
	 */
	public RunLog(Path file, int spacing) {
		this(file, spacing, Masks.NONE);
	}

	/**
	 * The log of a run under the mask of now, whose index has its own density.
	 * @param file where the log is, whether or not it exists
	 * @param spacing bytes of the log between two checkpoints, unless their states are
	 * large
	 * @param masks its masks
	 */
	public RunLog(Path file, int spacing, Masks masks) {
		this.file = file;
		this.masks = masks;
		this.mask = masks.mask();
		this.declarations = new Declarations(masks, this.mask);
		this.times = new SideFile(file.resolveSibling("times"));
		this.outline = new SideFile(file.resolveSibling("outline"));
		this.indexFile = new SideFile(file.resolveSibling("index"));
		this.index = new LogIndex(this.indexFile, file.toFile().length(), spacing, this.mask.version());
	}

	/**
	 * Whether secrets were added since this object was made. What was rendered before may
	 * show them; the log has to be read through a new object.
	 */
	public boolean isOutdated() {
		return this.masks.mask().version() != this.mask.version();
	}

	/**
	 * Searches the whole log for declarations of secrets, as far as it was not searched.
	 * @throws IOException if it cannot be read
	 */
	public void search() throws IOException {
		if (exists() && this.declarations.readable() < size()) {
			try (LogBytes bytes = open()) {
				bytes.size();
			}
		}
	}

	/** Identifies the mask: differs if what was rendered may differ. */
	public long maskVersion() {
		return this.mask.version();
	}

	/** Whether this server writes the files beside the log. */
	public boolean isWriting() {
		return this.indexFile.isWriting();
	}

	/**
	 * Sets who writes the files beside the log, its index, its times and its outline.
	 * @param writing this server, or else another one
	 */
	public void setWriting(boolean writing) {
		this.indexFile.setWriting(writing);
		this.times.setWriting(writing);
		this.outline.setWriting(writing);
	}

	/** The log is complete: the run has ended. */
	public void end() {
		this.declarations.end();
	}

	/** No more checkpoints are written: another object has taken over. */
	public void retire() {
		this.index.retire();
	}

	/**
	 * Opens the log.
	 * @throws NoSuchFileException if there is none, or it is not a regular file: a pipe
	 * would block its reader
	 */
	public LogBytes open() throws IOException {
		return LogBytes.open(this.file, this.mask, this.declarations);
	}

	/** Looks at the file; empty if it is not there. */
	Optional<LogStat> stat() throws IOException {
		return LogStat.of(this.file);
	}

	/**
	 * How many bytes the log has now.
	 * @throws NoSuchFileException if it is not there
	 */
	public long size() throws IOException {
		return Files.size(this.file);
	}

	/**
	 * Has the kernel tell that the log was written to or deleted.
	 * @param wakeUp hears the kernel
	 * @param wake is called then, as {@link WakeUp#watch} does
	 */
	public WakeUp.Watch watch(WakeUp wakeUp, Consumer<WakeUp.Watch> wake) {
		return wakeUp.watch(this.file.resolveSibling("."), this.file.getFileName()::equals, wake);
	}

	/** The path of the log. Only this class may read the file. */
	Path path() {
		return this.file;
	}

	/** Whether the log exists. */
	public boolean exists() {
		return Files.isRegularFile(this.file);
	}

	/**
	 * Replays the log from its beginning.
	 * @param sinks each takes all lines that freeze
	 */
	public Replay replay(FrozenLines... sinks) {
		return new Replay(this.index, all(sinks));
	}

	/**
	 * Replays the log from its beginning.
	 * @param sink takes all lines that freeze, and the markers that are not shown
	 */
	public Replay replay(LogSink sink) {
		return new Replay(this.index, sink, sink);
	}

	/**
	 * Replays the log from the nearest checkpoint at which a line could still change.
	 * @param line number of the first line wanted; lines before it are handed out too
	 * @param to how many bytes of the log count
	 * @param sinks each takes the lines that freeze from the checkpoint on
	 */
	public Replay replayFrom(long line, long to, FrozenLines... sinks) {
		return this.index.resume(line, to, all(sinks));
	}

	/** A replay for a view that begins near the end of the index. */
	Replay replayLast(long lines, FrozenLines sink) {
		return replayFrom(Math.max(0, this.index.frozen() - lines), Long.MAX_VALUE, sink);
	}

	/**
	 * The same for a view whose log is read by somebody else too.
	 * @param sink takes everything if the index knows nothing yet, else nothing
	 */
	Replay replayLast(long lines, FrozenLines view, LogSink sink) {
		return (this.index.frozen() > 0) ? replayLast(lines, view) : new Replay(this.index, all(view, sink), sink);
	}

	private static FrozenLines all(FrozenLines... sinks) {
		List<FrozenLines> all = List.of(sinks);
		return (all.size() == 1) ? all.get(0) : (number, line) -> all.forEach((sink) -> sink.frozen(number, line));
	}

	/** The times at which its lines were begun. */
	public LogTimes times() {
		return new LogTimes(this.times);
	}

	/**
	 * What was found out about its lines, as it was kept.
	 * @return empty if nothing was
	 */
	public Optional<byte[]> outline() throws IOException {
		return this.outline.readAll().flatMap((kept) -> {
			ByteBuffer bytes = ByteBuffer.wrap(kept);
			boolean valid = kept.length >= Long.BYTES && bytes.getLong() == this.mask.version();
			return valid ? Optional.of(Arrays.copyOfRange(kept, Long.BYTES, kept.length)) : Optional.empty();
		});
	}

	/**
	 * Keeps what was found out about its lines, until the log is removed.
	 * @throws NoSuchFileException if the log is being removed
	 */
	public void keepOutline(byte[] found) throws IOException {
		this.outline
			.replace(ByteBuffer.allocate(Long.BYTES + found.length).putLong(this.mask.version()).put(found).array());
	}

	/** The file of the times, to append to. */
	LineTimesFile growingTimes() {
		return new LineTimesFile(this.times, this.file.toFile().length());
	}

	LogIndex index() {
		return this.index;
	}

	/**
	 * Forbids writing files beside the log, which is about to be removed. Readers can go
	 * on reading.
	 */
	public void seal() {
		this.indexFile.seal();
		this.times.seal();
		this.outline.seal();
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
