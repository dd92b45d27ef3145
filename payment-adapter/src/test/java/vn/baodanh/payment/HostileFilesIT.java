package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile files over HTTP: each is refused with the line on which it is, and nothing of it stays.
 */
class HostileFilesIT {
  private static final String MAKER = Caller.token("maker", "finance");
  private static final int MOST_MEGABYTES = 16;
  private static final LocalDate DAY = LocalDate.of(2026, 7, 16);

  private static final String BANK_CSV =
      """
      kind,date,mark,amount,reference,text
      OPENING,20260716,C,1000,,
      ENTRY,20260716,C,133900,FT1,money
      CLOSING,20260716,C,134900,,
      """;
  private static final String MT940 =
      """
      :20:STMT1
      :25:BANKVNVX/0011001234567
      :28C:1/1
      :60F:C260715VND1000,
      :61:2607160716C133900,NTRFNONREF//FT1
      :86:money
      :62F:C260716VND134900,
      -
      """;
  private static final String CAMT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
      <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-07-18T00:00:00+07:00</CreDtTm></GrpHdr>
      <Stmt><Id>S1</Id>
      <FrToDt><FrDtTm>2026-07-17T00:00:00+07:00</FrDtTm><ToDtTm>2026-07-17T23:59:59+07:00</ToDtTm></FrToDt>
      <Acct><Id><Othr><Id>0011001234567</Id></Othr></Id></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">134900</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-07-17</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">268800</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-07-17</Dt></Dt></Bal>
      <Ntry><Amt Ccy="VND">133900</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-07-17</Dt></ValDt>
      <AcctSvcrRef>FT2</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><AddtlNtryInf>money</AddtlNtryInf></Ntry>
      </Stmt></BkToCstmrStmt></Document>
      """;

  private static final byte[] BOMB = bomb();

  private static Stack stack;
  private static Node node;

  @BeforeAll
  static void start() {
    stack = new Stack("hostile_files_it");
    node =
        stack.node(
            "CALLER_KEYS",
            Caller.PUBLIC_KEYS,
            "UPLOAD_MEGABYTES",
            Integer.toString(MOST_MEGABYTES));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  enum Format {
    CSV("vnpay", "csv"),
    XLSX("vnpay", "xlsx"),
    BANK_CSV("bank", "csv"),
    MT940("bank", "mt940"),
    CAMT053("bank", "camt053");

    private final String source;
    private final String format;

    Format(String source, String format) {
      this.source = source;
      this.format = format;
    }

    String good() {
      return switch (this) {
        case CSV, XLSX -> platformFile();
        case BANK_CSV -> HostileFilesIT.BANK_CSV;
        case MT940 -> HostileFilesIT.MT940;
        case CAMT053 -> CAMT;
      };
    }
  }

  enum Kind {
    HUGE_LINE,
    WRONG_ENCODING,
    FORMULA,
    ZIP_BOMB,
    ENTITIES,
    NEGATIVE,
    OVERFLOW
  }

  private static String platformFile() {
    PlatformDay file = new PlatformDay(DAY);
    file.payment("UNKNOWN000000001", "14000001", DAY, "100000", 133_900);
    return file.text();
  }

  private static Stream<Arguments> all() {
    return Stream.of(Format.values())
        .flatMap(format -> Stream.of(Kind.values()).map(kind -> Arguments.of(format, kind)));
  }

  private static byte[] file(Format format, Kind kind) {
    String good = format.good();
    String amount =
        switch (format) {
          case CSV, XLSX, BANK_CSV, MT940 -> "133900";
          case CAMT053 -> ">133900<";
        };
    byte[] text =
        switch (kind) {
          case HUGE_LINE -> good.replaceFirst("133900", "1".repeat(3_000_000)).getBytes(UTF_8);
          case WRONG_ENCODING -> good.replace("1", "1é").getBytes(ISO_8859_1);
          case FORMULA -> good.replace(amount, amount.replace("1", "=1")).getBytes(UTF_8);
          case ZIP_BOMB -> BOMB;
          case ENTITIES ->
              (format == Format.CAMT053
                      ? CAMT.replaceFirst(
                          "\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
                      : "<!DOCTYPE x [<!ENTITY e \"1\">]>" + good)
                  .getBytes(UTF_8);
          case NEGATIVE -> good.replace(amount, amount.replace("1", "-1")).getBytes(UTF_8);
          case OVERFLOW ->
              good.replace(amount, amount.replace("1", "99999999999999999999")).getBytes(UTF_8);
        };
    return format == Format.XLSX ? workbook(kind, text) : text;
  }

  /** The same in cells, or in the sheet that holds them. */
  private static byte[] workbook(Kind kind, byte[] text) {
    return switch (kind) {
      case ZIP_BOMB -> text;
      case WRONG_ENCODING ->
          withSheet("<worksheet><sheetData><row><c><v>\u00e9".getBytes(ISO_8859_1));
      case ENTITIES ->
          withSheet(
              "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"
                  .getBytes(UTF_8));
      case HUGE_LINE, FORMULA, NEGATIVE, OVERFLOW -> cells(new String(text, UTF_8));
    };
  }

  private static byte[] cells(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("sheet");
      String[] lines = text.split("\r\n");
      for (int row = 0; row < lines.length; row++) {
        String[] cells = lines[row].split(",", -1);
        for (int column = 0; column < cells.length; column++) {
          if (cells[column].startsWith("=")) {
            sheet.formula(row, column, cells[column].substring(1));
          } else if (cells[column].length() > 32_767) {
            sheet.inlineString(row, column, cells[column].substring(0, 32_767));
          } else {
            sheet.value(row, column, cells[column]);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] withSheet(byte[] sheet) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      Path good = Files.write(Files.createTempFile("good", ".xlsx"), cells(platformFile()));
      try (var in = new ZipFile(good.toFile());
          var out = new ZipOutputStream(whole)) {
        for (ZipEntry part : Collections.list(in.entries())) {
          byte[] bytes = in.getInputStream(part).readAllBytes();
          out.putNextEntry(new ZipEntry(part.getName()));
          out.write(part.getName().endsWith("sheet1.xml") ? sheet : bytes);
          out.closeEntry();
        }
      }
      Files.delete(good);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
  }

  /** 1.5 GB in 1.5 MB. */
  private static byte[] bomb() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] much = "<c>".repeat(1 << 18).getBytes(UTF_8);
    try (var out = new ZipOutputStream(whole)) {
      out.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      for (int i = 0; i < 2_000; i++) {
        out.write(much);
      }
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
  }

  private static Answer upload(Format format, BodyPublisher body) {
    return node.upload(MAKER, format.source, format.format, body);
  }

  private static List<Long> rows() {
    return Stream.of(
            "settlement_file",
            "settlement_part",
            "settlement_line",
            "settlement_file_day",
            "settlement_day",
            "settlement_finding",
            "bank_line",
            "bank_check",
            "difference",
            "ledger_entry")
        .map(table -> stack.count("SELECT count(*) FROM " + table))
        .toList();
  }

  /** What is wrong with the whole has no line. */
  private static final Set<Kind> OF_THE_WHOLE_WORKBOOK = Set.of(Kind.ZIP_BOMB);

  @ParameterizedTest
  @MethodSource("all")
  void aHostileFileIsRefusedWithItsLineAndChangesNothing(Format format, Kind kind) {
    List<Long> before = rows();
    JsonObject told =
        upload(format, BodyPublishers.ofByteArray(file(format, kind)))
            .expect(422, "file-faulty")
            .json();
    String pointer = told.getJsonArray("faults").getJsonObject(0).getString("pointer");
    boolean ofTheWhole = format == Format.XLSX && OF_THE_WHOLE_WORKBOOK.contains(kind);
    assertTrue(ofTheWhole ? pointer.isEmpty() : pointer.startsWith("line:"), told::encode);
    assertEquals(before, rows());
  }

  @Test
  void aGoodFileOfEachFormatIsCommitted() {
    byte[] xlsx = cells(platformFile());
    for (var good :
        List.of(
            upload(Format.XLSX, BodyPublishers.ofByteArray(xlsx)),
            upload(Format.MT940, BodyPublishers.ofString(MT940)),
            upload(Format.CAMT053, BodyPublishers.ofString(CAMT)))) {
      String path = "/v1/settlements/" + good.expect(201).text("id") + "/commit";
      assertEquals(
          "committed",
          node.sendPost(MAKER, path, new JsonObject()).join().expect(200).text("state"));
    }
    assertEquals(2, stack.count("SELECT count(*) FROM bank_line WHERE purpose = 'unknown'"));
  }

  @Test
  void aFileThatIsTooLongIsRefusedByWhatItSaysOrByWhatComes() {
    List<Long> before = rows();
    byte[] much = new byte[(MOST_MEGABYTES << 20) + 1];
    upload(Format.CSV, BodyPublishers.ofByteArray(much)).expect(413, "body-too-large");
    upload(Format.CSV, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much)))
        .expect(413, "body-too-large");
    assertEquals(before, rows());
  }
}
