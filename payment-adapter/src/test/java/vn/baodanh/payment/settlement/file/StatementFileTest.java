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
