package io.strapper.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A feed of runs in Atom (RFC 4287).
 *
 * @param title what it is called
 * @param address where it is, without the token: its identifier, too
 * @param page the page that shows the same
 * @param entries its runs, the newest first
 */
record AtomFeed(String title, String address, String page, List<Entry> entries) {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	/** The feed as XML. */
	String xml() {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeStartElement("feed");
			xml.writeDefaultNamespace(ATOM);
			element(xml, "id", this.address);
			element(xml, "title", this.title);
			element(xml, "updated", updated().toString());
			link(xml, "self", "application/atom+xml", this.address);
			link(xml, "alternate", "text/html", this.page);
			element(xml, "generator", "Strapper");
			for (Entry entry : this.entries) {
				write(xml, entry);
			}
			xml.writeEndElement();
			xml.writeEndDocument();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
		return text.toString();
	}

	private Instant updated() {
		return this.entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
	}

	private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
		xml.writeStartElement("entry");
		element(xml, "id", entry.page());
		element(xml, "title", entry.title());
		element(xml, "published", entry.published().toString());
		element(xml, "updated", entry.updated().toString());
		xml.writeStartElement("author");
		element(xml, "name", entry.author());
		xml.writeEndElement();
		xml.writeEmptyElement("category");
		xml.writeAttribute("term", entry.status());
		link(xml, "alternate", "text/html", entry.page());
		element(xml, "summary", entry.summary());
		xml.writeEndElement();
	}

	private static void link(XMLStreamWriter xml, String relation, String type, String address)
			throws XMLStreamException {
		xml.writeEmptyElement("link");
		xml.writeAttribute("rel", relation);
		xml.writeAttribute("type", type);
		xml.writeAttribute("href", address);
	}

	private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(allowed(text));
		xml.writeEndElement();
	}

	/** XML 1.0 has no place for some characters, not even escaped (2.2). */
	private static String allowed(String text) {
		return text.codePoints()
			.map((c) -> isAllowed(c) ? c : '?')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isAllowed(int c) {
		return c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
	}

	/**
	 * A run.
	 *
	 * @param page its page: its identifier, too
	 * @param title how it went, in some words
	 * @param author who has started it
	 * @param status label of its status
	 * @param published when it was started, UTC
	 * @param updated when it ended, or else was started, UTC
	 * @param summary how it went, in a sentence or two
	 */
	record Entry(String page, String title, String author, String status, Instant published, Instant updated,
			String summary) {

	}

}
