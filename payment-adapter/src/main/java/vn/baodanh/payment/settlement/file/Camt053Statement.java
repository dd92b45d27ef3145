package vn.baodanh.payment.settlement.file;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.ledger.Entry;

/** A bank statement as ISO 20022 camt.053.001.08, one {@code Stmt}. */
final class Camt053Statement implements StatementFile {
  @Override
  public BankStatement read(Path file) throws IOException {
    String xml = WholeText.of(file);
    Camt053Lines places = Camt053Lines.of(xml);
    AccountStatement9 statement = statement(xml);
    CashBalance8 opening = balance(statement, "OPBD");
    CashBalance8 closing = balance(statement, "CLBD");
    List<BankLine> lines = new ArrayList<>();
    for (ReportEntry10 entry : statement.getNtry()) {
      lines.add(line(places, lines.size(), entry));
    }
    return new BankStatement(
        account(statement),
        from(statement, opening),
        to(statement, closing),
        amount(opening),
        amount(closing),
        lines);
  }

  private static @Nullable String account(AccountStatement9 statement) {
    if (statement.getAcct() == null || statement.getAcct().getId() == null) {
      return null;
    }
    var id = statement.getAcct().getId();
    return id.getIBAN() != null || id.getOthr() == null ? id.getIBAN() : id.getOthr().getId();
  }

  private static AccountStatement9 statement(String xml) throws FaultyFile {
    try {
      MxCamt05300108 message = MxCamt05300108.parse(xml);
      if (message != null && message.getBkToCstmrStmt() != null) {
        var statements = message.getBkToCstmrStmt().getStmt();
        if (statements.size() == 1) {
          return statements.getFirst();
        }
      }
    } catch (RuntimeException e) { // its parser fails with anything on what is no message
      throw Camt053Lines.notCamt(1);
    }
    throw Camt053Lines.notCamt(1);
  }

  private static CashBalance8 balance(AccountStatement9 statement, String code) throws FaultyFile {
    for (CashBalance8 balance : statement.getBal()) {
      if (balance.getTp() != null
          && balance.getTp().getCdOrPrtry() != null
          && code.equals(balance.getTp().getCdOrPrtry().getCd())) {
        return balance;
      }
    }
    throw FaultyFile.of(
        1,
        "no-closing",
        "Sao kê thiếu số dư " + code + ".",
        "The statement has no balance " + code + ".");
  }

  private static long amount(CashBalance8 balance) throws FaultyFile {
    long value = BankAmounts.balance(1, inVnd(1, balance.getAmt()).getValue());
    return balance.getCdtDbtInd() == CreditDebitCode.DBIT ? -value : value;
  }

  private static BankLine line(Camt053Lines places, int index, ReportEntry10 entry)
      throws FaultyFile {
    int line = places.line(index);
    if (entry.getCdtDbtInd() == null) {
      throw Camt053Lines.notCamt(line);
    }
    return new BankLine(
        line,
        day(line, entry.getValDt() == null ? entry.getBookgDt() : entry.getValDt()),
        entry.getCdtDbtInd() == CreditDebitCode.CRDT,
        BankAmounts.entry(line, inVnd(line, entry.getAmt()).getValue()),
        Optional.ofNullable(entry.getAcctSvcrRef()).orElse(""),
        text(entry),
        places.raw(index));
  }

  private static ActiveOrHistoricCurrencyAndAmount inVnd(
      int line, @Nullable ActiveOrHistoricCurrencyAndAmount amount) throws FaultyFile {
    if (amount == null || !"VND".equals(amount.getCcy())) {
      throw FaultyFile.of(
          line,
          "currency",
          "Dòng %d: số tiền phải bằng VND.".formatted(line),
          "Line %d: the amount must be in VND.".formatted(line));
    }
    return amount;
  }

  private static String text(ReportEntry10 entry) {
    Stream<String> remittance =
        entry.getNtryDtls().stream()
            .flatMap(details -> details.getTxDtls().stream())
            .filter(details -> details.getRmtInf() != null)
            .flatMap(details -> details.getRmtInf().getUstrd().stream());
    return Stream.concat(Stream.ofNullable(entry.getAddtlNtryInf()), remittance)
        .collect(Collectors.joining(" "))
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static LocalDate from(AccountStatement9 statement, CashBalance8 opening)
      throws FaultyFile {
    return statement.getFrToDt() != null && statement.getFrToDt().getFrDtTm() != null
        ? statement.getFrToDt().getFrDtTm().atZoneSameInstant(Entry.ZONE).toLocalDate()
        : day(1, opening.getDt());
  }

  private static LocalDate to(AccountStatement9 statement, CashBalance8 closing) throws FaultyFile {
    return statement.getFrToDt() != null && statement.getFrToDt().getToDtTm() != null
        ? statement.getFrToDt().getToDtTm().atZoneSameInstant(Entry.ZONE).toLocalDate()
        : day(1, closing.getDt());
  }

  private static LocalDate day(int line, @Nullable DateAndDateTime2Choice choice)
      throws FaultyFile {
    if (choice != null && choice.getDt() != null) {
      return choice.getDt();
    }
    if (choice != null && choice.getDtTm() != null) {
      return choice.getDtTm().atZoneSameInstant(Entry.ZONE).toLocalDate();
    }
    throw FaultyFile.of(
        line,
        "day",
        "Dòng %d: thiếu ngày.".formatted(line),
        "Line %d: there is no day.".formatted(line));
  }
}
