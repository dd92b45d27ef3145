package vn.baodanh.payment.settlement.file;

import com.prowidesoftware.swift.model.SwiftMessage;
import com.prowidesoftware.swift.model.field.Field;
import com.prowidesoftware.swift.model.field.Field60F;
import com.prowidesoftware.swift.model.field.Field61;
import com.prowidesoftware.swift.model.field.Field62F;
import com.prowidesoftware.swift.model.mt.mt9xx.MT940;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bank statement as one SWIFT MT940 message. Its days are those after the opening balance's up to
 * the closing balance's, or that of both.
 */
final class Mt940Statement implements StatementFile {
  private static final String CURRENCY = "VND";

  /** Up to the amount; its parser takes whatever stands before the digits for a funds code. */
  private static final Pattern ENTRY =
      Pattern.compile("[0-9]{6}([0-9]{4})?R?[CD][A-Z]?[0-9]{1,15},[0-9]{0,2}[A-Z]");

  @Override
  public BankStatement read(Path file) throws IOException {
    String text = WholeText.of(file);
    MT940 message = parsed(text);
    Field60F opening = message.getField60F();
    Field62F closing = message.getField62F();
    if (opening == null || closing == null) {
      throw notMt940(1);
    }
    int first = at(text, ":60F:", 0);
    int last = at(text, ":62F:", 0);
    LocalDate from = day(first, opening.getDate());
    LocalDate to = day(last, closing.getDate());
    return new BankStatement(
        from.isBefore(to) ? from.plusDays(1) : from,
        to,
        balance(first, opening.getDCMark(), opening.getCurrency(), opening.getAmountAsBigDecimal()),
        balance(last, closing.getDCMark(), closing.getCurrency(), closing.getAmountAsBigDecimal()),
        lines(text, message));
  }

  private static MT940 parsed(String text) throws FaultyFile {
    String begin = text.strip();
    if (!begin.startsWith(":") && !begin.startsWith("{")) {
      throw notMt940(1);
    }
    try {
      MT940 message = MT940.parse(text.contains("{4:") ? text : inBlocks(text));
      if (message != null && message.getSwiftMessage().getBlock4() != null) {
        return message;
      }
    } catch (RuntimeException e) { // its parser fails with anything on what is no message
      throw notMt940(1);
    }
    throw notMt940(1);
  }

  /** Banks send the fields alone as well, without what a network puts around them. */
  private static String inBlocks(String fields) {
    return "{1:F01BANKVNVXAXXX0000000000}{2:I940BAODVNVXXXXXN}{4:\r\n"
        + fields.replace("\r\n", "\n").replace("\n", "\r\n").strip()
        + (fields.strip().endsWith("-") ? "}" : "\r\n-}");
  }

  private static List<BankLine> lines(String text, MT940 message) throws FaultyFile {
    List<BankLine> lines = new ArrayList<>();
    SwiftMessage swift = message.getSwiftMessage();
    var tags = swift.getBlock4().getTags();
    int place = 0;
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).getName().equals("61")) {
        place = text.indexOf(":61:", place) + 4;
        boolean hasText = i + 1 < tags.size() && tags.get(i + 1).getName().equals("86");
        String details = hasText ? tags.get(i + 1).getValue() : "";
        if (lines.size() == MOST_LINES) {
          throw notMt940(WholeText.line(text, place));
        }
        lines.add(
            line(WholeText.line(text, place), (Field61) field(tags.get(i).asField()), details));
      }
    }
    return lines;
  }

  private static Field field(@Nullable Field field) throws FaultyFile {
    if (field == null) {
      throw notMt940(1);
    }
    return field;
  }

  private static BankLine line(int line, Field61 field, String details) throws FaultyFile {
    if (!ENTRY.matcher(field.getValue()).lookingAt()) {
      throw BankAmounts.wrong(line);
    }
    String mark = text(field.getDebitCreditMark());
    boolean credit = mark.equals("C") || mark.equals("RD");
    if (!credit && !mark.equals("D") && !mark.equals("RC")) {
      throw notMt940(line);
    }
    String reference = text(field.getReferenceForTheAccountOwner());
    String bankReference = text(field.getReferenceOfTheAccountServicingInstitution());
    return new BankLine(
        line,
        day(line, field.getValueDate()),
        credit,
        BankAmounts.entry(line, amount(line, field.getAmount())),
        bankReference.isEmpty() ? reference : bankReference,
        (reference + " " + details.replaceAll("\\s+", " ")).strip(),
        ":61:" + field.getValue() + (details.isEmpty() ? "" : "\n:86:" + details));
  }

  /** SWIFT writes a comma where decimals begin; there are none in đồng. */
  private static BigDecimal amount(int line, @Nullable String text) throws FaultyFile {
    String digits = text(text);
    return BankAmounts.digits(line, digits.replaceFirst(",0{0,2}$", ""));
  }

  private static long balance(
      int line, @Nullable String mark, @Nullable String currency, @Nullable BigDecimal amount)
      throws FaultyFile {
    if (!CURRENCY.equals(currency)) {
      throw FaultyFile.of(
          line,
          "currency",
          "Dòng %d: sao kê không phải bằng VND.".formatted(line),
          "Line %d: the statement is not in VND.".formatted(line));
    }
    long value = BankAmounts.balance(line, amount);
    return "D".equals(mark) ? -value : value;
  }

  private static LocalDate day(int line, @Nullable String yymmdd) throws FaultyFile {
    return BankAmounts.day(line, "20" + text(yymmdd));
  }

  private static int at(String text, String tag, int from) {
    return WholeText.line(text, Math.max(0, text.indexOf(tag, from)));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static FaultyFile notMt940(int line) {
    return FaultyFile.of(
        line,
        "not-mt940",
        "Dòng %d: tệp không phải sao kê MT940.".formatted(line),
        "Line %d: the file is no MT940 statement.".formatted(line));
  }
}
