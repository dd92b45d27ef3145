package vn.baodanh.payment.settlement.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.local.bank.BankDay;

/** Bank statements in three formats that say the same, and hostile ones. */
final class StatementFileTest {
  private static final String CSV =
      """
      kind,date,mark,amount,reference,text
      OPENING,20260716,C,1000,,
      ENTRY,20260716,C,133900,FT1,VNPAY BAODANH1 20260715
      ENTRY,20260716,D,30000,FT2,BAODANH PAYOUT 12
      CLOSING,20260716,C,104900,,
      """;
  private static final String MT940 =
      """
      :20:STMT1
      :25:BANKVNVX/0011001234567
      :28C:1/1
      :60F:C260715VND1000,
      :61:2607160716C133900,NTRFNONREF//FT1
      :86:VNPAY BAODANH1 20260715
      :61:2607160716D30000,00NTRFNONREF//FT2
      :86:BAODANH PAYOUT 12
      :62F:C260716VND104900,
      -
      """;
  private static final String CAMT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
      <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-07-17T00:00:00+07:00</CreDtTm></GrpHdr>
      <Stmt><Id>S1</Id>
      <FrToDt><FrDtTm>2026-07-16T00:00:00+07:00</FrDtTm><ToDtTm>2026-07-16T23:59:59+07:00</ToDtTm></FrToDt>
      <Acct><Id><Othr><Id>0011001234567</Id></Othr></Id></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">1000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-07-16</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">104900</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-07-16</Dt></Dt></Bal>
      <Ntry><Amt Ccy="VND">133900</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-07-16</Dt></ValDt>
      <AcctSvcrRef>FT1</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><AddtlNtryInf>VNPAY BAODANH1 20260715</AddtlNtryInf></Ntry>
      <Ntry><Amt Ccy="VND">30000</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-07-16</Dt></ValDt>
      <AcctSvcrRef>FT2</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><AddtlNtryInf>BAODANH PAYOUT 12</AddtlNtryInf></Ntry>
      </Stmt></BkToCstmrStmt></Document>
      """;

  @TempDir private Path directory;

  private BankStatement read(StatementFile format, String text) throws IOException {
    return format.read(Files.write(directory.resolve("statement"), text.getBytes(UTF_8)));
  }

  private String fault(StatementFile format, String text) {
    var faults = assertThrows(FaultyFile.class, () -> read(format, text)).faults();
    return faults.getFirst().pointer() + " " + faults.getFirst().code();
  }

  private static void assertTheSame(BankStatement statement, int firstLine, int secondLine) {
    LocalDate day = LocalDate.of(2026, 7, 16);
    assertEquals(day, statement.from());
    assertEquals(day, statement.to());
    assertEquals(1_000, statement.opening());
    assertEquals(104_900, statement.closing());
    assertEquals(133_900, statement.credits());
    assertEquals(30_000, statement.debits());
    BankLine credit = statement.lines().getFirst();
    assertEquals("FT1", credit.reference());
    assertEquals(true, credit.text().contains("VNPAY BAODANH1 20260715"), credit.text());
    assertEquals(true, credit.raw().contains("133900"), credit.raw());
    assertEquals(firstLine, credit.line());
    assertEquals(secondLine, statement.lines().getLast().line());
  }

  @Test
  void theStatementOfTheLocalBankIsReadAsItIs(@TempDir Path directory) throws IOException {
    BankDay day = new BankDay(LocalDate.of(2026, 7, 16), 1_000);
    String reference = day.credit(133_900, "VNPAY BAODANH1");
    day.debit(30_000, "BAODANH PAYOUT 12");
    BankStatement statement =
        StatementFile.csv().read(Files.writeString(directory.resolve("bank"), day.statement()));
    assertEquals(104_900, statement.closing());
    assertEquals(day.balance(), statement.closing());
    assertEquals(reference, statement.lines().getFirst().reference());
    assertEquals(30_000, statement.debits());
  }

  @Test
  void theThreeFormatsSayTheSame() throws IOException {
    assertTheSame(read(StatementFile.csv(), CSV), 3, 4);
    assertTheSame(read(StatementFile.mt940(), MT940), 5, 7);
    assertTheSame(read(StatementFile.camt053(), CAMT), 9, 11);
  }

  @Test
  void aStatementThatDoesNotAddUpIsRefused() {
    assertEquals(" total", fault(StatementFile.csv(), CSV.replace("104900", "104901")));
    assertEquals(" total", fault(StatementFile.mt940(), MT940.replace("104900", "104901")));
    assertEquals(" total", fault(StatementFile.camt053(), CAMT.replace("104900", "104901")));
  }

  @Test
  void negativeOverflowingAndForeignAmountsAreRefusedWithTheirLine() {
    assertEquals("line:3 amount", fault(StatementFile.csv(), CSV.replace("133900", "-133900")));
    assertEquals(
        "line:3 amount", fault(StatementFile.csv(), CSV.replace("133900", "99999999999999999999")));
    assertEquals(
        "line:5 amount", fault(StatementFile.mt940(), MT940.replace("133900,", "133900,5")));
    for (String sign : List.of("-", "=", "+", "ZZ", " ")) {
      assertEquals(
          "line:5 amount",
          fault(StatementFile.mt940(), MT940.replace("C133900,", "C" + sign + "133900,")),
          sign);
    }
    assertEquals("line:1 not-mt940", fault(StatementFile.mt940(), "<!DOCTYPE x>" + MT940));
    assertEquals(
        "line:4 currency", fault(StatementFile.mt940(), MT940.replace("VND1000,", "USD1000,")));
    assertEquals(
        "line:9 amount",
        fault(StatementFile.camt053(), CAMT.replace("\"VND\">133900", "\"VND\">-133900")));
    assertEquals(
        "line:9 currency",
        fault(StatementFile.camt053(), CAMT.replace("\"VND\">133900", "\"USD\">133900")));
    assertEquals(
        "line:9 amount",
        fault(
            StatementFile.camt053(), CAMT.replace("\"VND\">133900", "\"VND\">99999999999999999")));
  }

  @Test
  void whatWouldOverflowWhenSummedUpIsRefused() {
    String entry = "ENTRY,20260716,C,999999999999999,FT,x\n";
    String columns = CSV.substring(0, CSV.indexOf('\n') + 1);
    long wrapped = -744_073_709_570_062L; // what they come to in 64 bits: it would tie
    String whole =
        columns
            + "OPENING,20260716,C,0,,\n"
            + entry.repeat(18_446)
            + "CLOSING,20260716,D,%d,,\n".formatted(-wrapped);
    assertEquals("line:12 amount", fault(StatementFile.csv(), whole));
  }

  @Test
  void anEntryOfAnotherPeriodIsRefusedWithItsLine() {
    assertEquals(
        "line:4 outside-period",
        fault(StatementFile.csv(), CSV.replace("ENTRY,20260716,D", "ENTRY,20260718,D")));
  }

  @Test
  void entitiesOfXmlAreRefusedWithTheirLine() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "133900");
    String outside =
        CAMT.replaceFirst(
                "\\?>\n", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n")
            .replace(">133900<", ">&e;<");
    assertEquals("line:2 document-type", fault(StatementFile.camt053(), outside));
    String laughs =
        CAMT.replaceFirst(
            "\\?>\n", "?>\n<!DOCTYPE x [<!ENTITY a \"aaa\"><!ENTITY b \"&a;&a;&a;\">]>\n");
    assertEquals("line:2 document-type", fault(StatementFile.camt053(), laughs));
    assertEquals(
        "line:9 not-camt053", fault(StatementFile.camt053(), CAMT.replace(">133900<", ">&e;<")));
    assertEquals(
        "line:2 not-camt053", fault(StatementFile.camt053(), CAMT.replace("001.08", "001.02")));
  }

  @Test
  void aStatementOfAnotherAccountIsRefused() throws IOException {
    for (var statement :
        List.of(read(StatementFile.mt940(), MT940), read(StatementFile.camt053(), CAMT))) {
      assertEquals(statement, statement.of("0011 001-234567"));
      var fault = assertThrows(FaultyFile.class, () -> statement.of("011001234567")).faults();
      assertEquals("other-account", fault.getFirst().code());
    }
    var withCurrency =
        MT940.replace(":25:BANKVNVX/0011001234567", ":25P:0011001234567VND\nBANKVNVX");
    read(StatementFile.mt940(), withCurrency).of("0011001234567");
    read(StatementFile.csv(), CSV).of("0011001234567"); // it does not say
  }

  /** The next day; or the next page of a day, where balances in between are marked so. */
  private static final String NEXT =
      MT940
          .replace("60F:C260715VND1000", "60F:C260716VND104900")
          .replace("62F:C260716VND104900", "62F:C260717VND208800")
          .replace(":61:260716", ":61:260717")
          .replace("FT1", "FT3");

  @Test
  void messagesOfWhichEachGoesOnWhereTheOneBeforeEndedAreOneStatement() throws IOException {
    for (String both :
        List.of(
            MT940 + NEXT,
            inBlocks(MT940) + inBlocks(NEXT),
            inBlocks(MT940) + "\r\n$" + inBlocks(NEXT) + "{5:{CHK:1}}\r\n",
            MT940.replace("\n-\n", "\n") + NEXT,
            (MT940 + NEXT)
                .replace("62F:C260716", "62M:C260716")
                .replace("60F:C260716", "60M:C260716"))) {
      BankStatement statement = read(StatementFile.mt940(), both);
      assertEquals(LocalDate.of(2026, 7, 16), statement.from());
      assertEquals(LocalDate.of(2026, 7, 17), statement.to());
      assertEquals(208_800, statement.closing());
      assertEquals(4, statement.lines().size());
      assertEquals("FT3", statement.lines().get(2).reference());
    }
    assertEquals(15, read(StatementFile.mt940(), MT940 + NEXT).lines().get(2).line());
  }

  @Test
  @Timeout(20)
  void aLongStatementTakesNoLongerThanItIsLong() throws IOException {
    int entries = 19_000;
    StringBuilder text = new StringBuilder(MT940.substring(0, MT940.indexOf(":61:")));
    for (int i = 0; i < entries; i++) {
      text.append(":61:2607160716C10,NTRFNONREF//FT%d\n:86:%s\n".formatted(i, "x".repeat(300)));
    }
    text.append(":62F:C260716VND%d,\n-\n".formatted(1_000 + 10 * entries))
        .append("\n".repeat(50_000));
    BankStatement statement = read(StatementFile.mt940(), text.toString());
    assertEquals(entries, statement.lines().size());
    assertEquals(5 + 2 * (entries - 1), statement.lines().getLast().line());
  }

  @Test
  void aMessageThatDoesNotGoOnOrIsNoneIsRefusedWithItsLine() {
    for (String wrong :
        List.of(
            NEXT.replace("VND104900", "VND104901"),
            NEXT.replace("C260716VND", "C260715VND"),
            NEXT.replace("4567", "4568"))) {
      assertEquals("line:14 not-consecutive", fault(StatementFile.mt940(), MT940 + wrong));
    }
    assertEquals(
        "line:11 not-mt940", fault(StatementFile.mt940(), MT940 + NEXT.replace(":60F:", ":61F:")));
    assertEquals("line:10 not-mt940", fault(StatementFile.mt940(), MT940 + "hello\n" + NEXT));
    assertEquals("line:10 not-mt940", fault(StatementFile.mt940(), MT940 + "hello"));
  }

  private static String inBlocks(String fields) {
    return "{1:F01BANKVNVXAXXX0000000000}{2:I940BAODVNVXXXXXN}{4:\r\n"
        + fields.replace("\n", "\r\n").strip()
        + "}";
  }

  @Test
  void linesMayEndInEitherWayAndBeginWithAByteOrderMark() throws IOException {
    assertTheSame(read(StatementFile.csv(), "\uFEFF" + CSV.replace("\n", "\r\n")), 3, 4);
    assertTheSame(read(StatementFile.csv(), CSV.replaceFirst("\n", "\r\n")), 3, 4);
    assertTheSame(read(StatementFile.mt940(), "\uFEFF" + MT940.replace("\n", "\r\n")), 5, 7);
    assertTheSame(read(StatementFile.camt053(), "\uFEFF" + CAMT.replace("\n", "\r\n")), 9, 11);
  }

  @Test
  void separatorsOfThousandsAndColumnsThatAreThereTwiceAreRefused() {
    for (String amount : List.of("133.900", "133 900", "\"133,900\"", "1339e2", "١٣٣٩٠٠", "")) {
      assertEquals(
          "line:3 amount", fault(StatementFile.csv(), CSV.replace("133900", amount)), amount);
    }
    assertEquals(
        "line:1 columns",
        fault(StatementFile.csv(), CSV.replace("amount,reference", "amount,amount")));
  }

  @Test
  void whatIsNoStatementOrTooLongIsRefused() {
    assertEquals("line:1 columns", fault(StatementFile.csv(), "PK\u0003\u0004,"));
    assertEquals("line:1 not-mt940", fault(StatementFile.mt940(), "hello"));
    assertEquals("line:1 not-camt053", fault(StatementFile.camt053(), "hello"));
    assertEquals("line:1 line-too-long", fault(StatementFile.camt053(), "<" + "x".repeat(100_000)));
    assertEquals(" too-large", fault(StatementFile.csv(), "x\n".repeat(5_000_000)));
    assertEquals(
        "line:4 no-closing", fault(StatementFile.csv(), CSV.replaceAll("CLOSING.*\n", "")));
    assertEquals(
        "line:3 not-csv",
        fault(StatementFile.csv(), CSV.replace("ENTRY,20260716,C", "\"ENTRY\"x,20260716,C")));
    assertEquals(
        "line:5 not-csv", fault(StatementFile.csv(), CSV.replace(",104900,,\n", ",104900,,\"x")));
    assertEquals("line:5 kind", fault(StatementFile.csv(), CSV.replace("CLOSING", "END")));
  }
}
