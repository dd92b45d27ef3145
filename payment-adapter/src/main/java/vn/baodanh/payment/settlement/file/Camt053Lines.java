package vn.baodanh.payment.settlement.file;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Where the entries of a camt.053 document stand; and that it is XML without a document type, so
 * that no entity of it reaches for a file or grows.
 */
final class Camt053Lines {
  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
  private static final int LONGEST_RAW = 4_000;

  private final List<Integer> lines = new ArrayList<>();
  private final List<String> raws = new ArrayList<>();

  private Camt053Lines() {}

  /**
   * @throws FaultyFile naming the line on which it is no such document
   */
  static Camt053Lines of(String xml) throws FaultyFile {
    int doctype = xml.indexOf("<!DOCTYPE");
    if (doctype >= 0 || xml.contains("<!ENTITY")) {
      int line = WholeText.line(xml, Math.max(doctype, xml.indexOf("<!ENTITY")));
      throw FaultyFile.of(
          line,
          "document-type",
          "Dòng %d: tệp XML không được khai báo DOCTYPE hay thực thể.".formatted(line),
          "Line %d: the XML must not declare a document type or entities.".formatted(line));
    }
    Camt053Lines places = new Camt053Lines();
    try {
      places.read(xml);
    } catch (XMLStreamException e) {
      throw notCamt(e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()));
    }
    return places;
  }

  private void read(String xml) throws XMLStreamException, FaultyFile {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
    int begin = 0;
    boolean hasRoot = false;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!hasRoot && !NAMESPACE.equals(reader.getNamespaceURI())) {
          throw notCamt(reader.getLocation().getLineNumber());
        }
        hasRoot = true;
        if (reader.getLocalName().equals("Ntry")) {
          begin = reader.getLocation().getCharacterOffset();
          lines.add(reader.getLocation().getLineNumber());
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("Ntry")) {
        raws.add(piece(xml, begin, reader.getLocation().getCharacterOffset()));
        if (raws.size() > StatementFile.MOST_LINES) {
          throw notCamt(reader.getLocation().getLineNumber());
        }
      }
    }
  }

  /** From the end of its first tag to the end of its last. */
  private static String piece(String xml, int from, int to) {
    String piece = xml.substring(Math.min(from, xml.length()), Math.min(to, xml.length()));
    String whole = piece.replaceAll("\\s*\\n\\s*", "");
    return "<Ntry>" + whole.substring(0, Math.min(whole.length(), LONGEST_RAW));
  }

  int line(int entry) {
    return lines.get(entry);
  }

  String raw(int entry) {
    return raws.get(entry);
  }

  static FaultyFile notCamt(int line) {
    return FaultyFile.of(
        line,
        "not-camt053",
        "Dòng %d: tệp không phải một sao kê camt.053.001.08.".formatted(line),
        "Line %d: the file is not one camt.053.001.08 statement.".formatted(line));
  }
}
