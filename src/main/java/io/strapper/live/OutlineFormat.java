package io.strapper.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import io.strapper.outline.Finding;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;

/**
 * The format of an outline in a file: a version, a checksum, and the parts of the record.
 */
final class OutlineFormat {

	private static final int VERSION = 0x5354_4f01;

	private static final int HEADER = 2 * Integer.BYTES;

	private OutlineFormat() {
	}

	/** Encodes an outline. */
	static byte[] write(Outline outline) {
		byte[] body = bytes((out) -> body(outline, out));
		return bytes((out) -> {
			out.writeInt(VERSION);
			out.writeInt(checksum(body, 0));
			out.write(body);
		});
	}

	private static byte[] bytes(Writing writing) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			writing.to(new DataOutputStream(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void body(Outline outline, DataOutputStream out) throws IOException {
		Finding first = outline.firstError();
		write((first != null) ? List.of(first) : List.of(), out);
		write(outline.errors(), out);
		write(outline.warnings(), out);
		out.writeInt(outline.groups().size());
		for (Group group : outline.groups()) {
			out.writeUTF(group.name());
			out.writeInt(group.depth());
			out.writeLong(group.firstLine());
			out.writeLong(group.lastLine());
			out.writeBoolean(group.closed());
			out.writeByte(group.state().ordinal());
		}
	}

	private static void write(List<Finding> findings, DataOutputStream out) throws IOException {
		out.writeInt(findings.size());
		for (Finding finding : findings) {
			out.writeLong(finding.line());
			out.writeUTF(finding.text());
		}
	}

	/**
	 * Decodes an outline.
	 * @param bytes the result of {@link #write}, or any other bytes
	 * @return empty if they are damaged, or of another version
	 */
	static Optional<Outline> read(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			if (in.readInt() != VERSION || in.readInt() != checksum(bytes, HEADER)) {
				return Optional.empty();
			}
			List<Finding> first = findings(in);
			return Optional
				.of(new Outline(first.isEmpty() ? null : first.get(0), findings(in), findings(in), groups(in)));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static List<Finding> findings(DataInputStream in) throws IOException {
		List<Finding> findings = new ArrayList<>();
		for (int left = in.readInt(); left > 0; left--) {
			findings.add(new Finding(in.readLong(), in.readUTF()));
		}
		return findings;
	}

	private static List<Group> groups(DataInputStream in) throws IOException {
		List<Group> groups = new ArrayList<>();
		for (int left = in.readInt(); left > 0; left--) {
			groups.add(new Group(in.readUTF(), in.readInt(), in.readLong(), in.readLong(), in.readBoolean(),
					Group.State.values()[in.readByte()]));
		}
		return groups;
	}

	private static int checksum(byte[] bytes, int from) {
		CRC32 sum = new CRC32();
		sum.update(bytes, from, bytes.length - from);
		return (int) sum.getValue();
	}

	/** What is written. */
	private interface Writing {

		void to(DataOutputStream out) throws IOException;

	}

}
