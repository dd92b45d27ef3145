package vn.baodanh.payment.settlement.file;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the parts of a workbook before its reader does, and refuses what would make it
 * allocate without bound: the reader makes room for every column up to a cell's, whatever the cell
 * says, and for every shared text up to the number that a cell names. To be called in the order of
 * its methods.
 */
final class XlsxWalk {
  /** Up to AX. */
  private static final int MOST_CELLS = 50;

  private static final int MOST_SHARED = 1_000_000;
  private static final int LONGEST_CELL = 64 * 1024;
  private static final int DEEPEST = 64;
  private static final String SHARED_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";
  private static final String SHEET_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
  private static final XMLInputFactory FACTORY = factory();

  private @Nullable String sharedPart;
  private int shared;

  private static XMLInputFactory factory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** The part with the content types. */
  void declarations(InputStream part) throws IOException {
    through(
        part,
        xml -> {
          if (xml.getLocalName().equals("Override")) {
            declared(
                attribute(xml, "PartName").orElse(""), attribute(xml, "ContentType").orElse(""));
          }
        });
  }

  /** Whether the content types name this part as that of the shared texts. */
  boolean isShared(String part) {
    return part.equalsIgnoreCase(sharedPart);
  }

  /** The part with the shared texts. */
  void sharedTexts(InputStream part) throws IOException {
    through(
        part,
        xml -> {
          if (xml.getLocalName().equals("si") && ++shared > MOST_SHARED) {
            throw XlsxGuard.tooLarge();
          }
        });
  }

  /** Any other: whatever it is called, it may be read as a sheet. */
  void sheet(InputStream part) throws IOException {
    through(part, xml -> {});
  }

  private interface Begun {
    void element(XMLStreamReader xml) throws FaultyFile;
  }

  /** Reads as far as it is XML: where it is not, the reader will stop as well. */
  private void through(InputStream part, Begun begun) throws IOException {
    try {
      walk(FACTORY.createXMLStreamReader(part), begun);
    } catch (XMLStreamException | RuntimeException e) { // texts are parsed when they are asked for
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof FaultyFile faulty) {
          throw faulty;
        }
      }
    }
  }

  private void walk(XMLStreamReader xml, Begun begun) throws XMLStreamException, FaultyFile {
    Sheet sheet = new Sheet(xml);
    int depth = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw XlsxGuard.tooLarge();
          }
          begun.element(xml);
          sheet.begun();
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          sheet.ended();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            sheet.text();
        default -> {} // holds nothing that is kept
      }
    }
  }

  /** Only sheets may be as large as sheets are. */
  private void declared(String name, String type) throws FaultyFile {
    String part = name.startsWith("/") ? name.substring(1) : name;
    boolean isShared = type.equals(SHARED_TYPE);
    if (XlsxGuard.isSheet(part) && !type.equals(SHEET_TYPE) || isShared && sharedPart != null) {
      throw XlsxGuard.tooLarge();
    }
    if (isShared) {
      sharedPart = part;
    }
  }

  private static Optional<String> attribute(XMLStreamReader xml, String name) {
    return Optional.ofNullable(xml.getAttributeValue(null, name));
  }

  /** What the reader would keep of a row. */
  private final class Sheet {
    private final XMLStreamReader xml;
    private final StringBuilder value = new StringBuilder();
    private boolean isData;
    private boolean inValue;
    private boolean namesShared;
    private int row;
    private int cells;
    private int characters;

    Sheet(XMLStreamReader xml) {
      this.xml = xml;
    }

    void begun() throws FaultyFile {
      String name = xml.getLocalName();
      if (!isData) {
        isData = name.equals("sheetData");
        return;
      }
      if (inValue) {
        throw XlsxFile.notXlsx(row);
      }
      switch (name) {
        case "row" -> row = row(row + 1);
        case "c" -> cell();
        case "v" -> {
          inValue = namesShared;
          value.setLength(0);
        }
        default -> {} // counted as text
      }
    }

    private int row(int next) {
      String number = attribute(xml, "r").orElse("");
      return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : next;
    }

    private void cell() throws FaultyFile {
      characters = 0;
      namesShared = attribute(xml, "t").filter("s"::equals).isPresent();
      Optional<String> place = attribute(xml, "r");
      if (++cells > MOST_CELLS || place.isPresent() && !isNear(place.get())) {
        throw XlsxFile.fault(row, "cells", "có ô ngoài các cột A đến AX", "a cell is not in A–AX");
      }
    }

    /** As {@code AX12}: one letter, or two of which the first is an A. */
    private static boolean isNear(String place) {
      int letters = 0;
      while (letters < place.length() && !isDigit(place.charAt(letters))) {
        letters++;
      }
      char last = letters == 0 ? 0 : place.charAt(letters - 1);
      return switch (letters) {
        case 1 -> last >= 'A' && last <= 'Z';
        case 2 -> place.charAt(0) == 'A' && last >= 'A' && last <= 'X';
        default -> false;
      };
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    void text() throws FaultyFile {
      characters += isData ? xml.getTextLength() : 0;
      if (isData && characters > LONGEST_CELL) {
        throw XlsxGuard.tooLarge();
      }
      if (inValue) {
        value.append(xml.getText());
      }
    }

    void ended() throws FaultyFile {
      if (isData && xml.getLocalName().equals("row")) {
        cells = 0;
        characters = 0;
      } else if (inValue) {
        inValue = false;
        if (!isSharedText()) {
          throw XlsxFile.fault(
              row,
              "text",
              "có ô chỉ tới một chuỗi không có",
              "a cell names a text that is not there");
        }
      }
    }

    /** No number at all is for the reader to say. */
    private boolean isSharedText() {
      try {
        return value.isEmpty() || Integer.parseInt(value.toString()) < shared;
      } catch (NumberFormatException e) {
        return true;
      }
    }
  }
}
