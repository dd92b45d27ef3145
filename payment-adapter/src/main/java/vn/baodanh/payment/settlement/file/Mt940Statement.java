package vn.baodanh.payment.settlement.file;

import com.prowidesoftware.swift.model.Tag;
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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bank statement as SWIFT MT940: one message, or several of which each goes on where the one
 * before it ended, as banks send what is too long for one. Its days are those after the first
 * opening balance's up to the last closing balance's, or that of both.
 */
final class Mt940Statement implements StatementFile {
  private static final String CURRENCY = "VND";

  /** Up to the amount; its parser takes whatever stands before the digits for a funds code. */
  private static final Pattern ENTRY =
      Pattern.compile("[0-9]{6}([0-9]{4})?R?[CD][A-Z]?[0-9]{1,15},[0-9]{0,2}[A-Z]");

  private static final Pattern BEGIN = Pattern.compile("(?m)^:20:");
  private static final Pattern END = Pattern.compile("(?m)^-(\\}|\\s*$)");

  /** With what lines begin that networks put around a message. */
  private static final String AROUND = "-{}$\1\3";

  /** A day's entries take some ten, a year's days have one each. */
  private static final int MOST_PARTS = 400;

  /** What one message says of the account. */
  private record Part(
      @Nullable String account,
      int firstLine,
      Field60F opening,
      int lastLine,
      Field62F closing,
      List<BankLine> lines) {}

  @Override
  public BankStatement read(Path file) throws IOException {
    String text = WholeText.of(file);
    List<Part> parts = parts(text);
    List<BankLine> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        follows(parts.get(i - 1), parts.get(i));
      }
      lines.addAll(parts.get(i).lines());
    }
    Part first = parts.getFirst();
    Part last = parts.getLast();
    if (lines.size() > MOST_LINES) {
      throw notMt940(last.lastLine());
    }
    LocalDate from = day(first.firstLine(), first.opening().getDate());
    LocalDate to = day(last.lastLine(), last.closing().getDate());
    return new BankStatement(
        first.account(),
        from.isBefore(to) ? from.plusDays(1) : from,
        to,
        opening(first),
        closing(last),
        lines);
  }

  private static List<Part> parts(String text) throws FaultyFile {
    List<Part> parts = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    int place = 0;
    boolean more = begin.find();
    while (more) {
      int start = begin.start();
      if (parts.size() == MOST_PARTS) {
        throw notMt940(WholeText.line(text, start));
      }
      more = begin.find();
      Matcher end = END.matcher(text).region(start, more ? begin.start() : text.length());
      boolean ended = end.find();
      around(text, place, start);
      place = ended ? end.end() : end.regionEnd();
      parts.add(part(text, start, ended ? end.start() : place));
    }
    around(text, place, text.length());
    if (parts.isEmpty()) {
      throw notMt940(1);
    }
    return parts;
  }

  private static void around(String text, int from, int to) throws FaultyFile {
    boolean isAround =
        text.substring(from, to)
            .lines()
            .map(String::strip)
            .allMatch(line -> line.isEmpty() || AROUND.indexOf(line.charAt(0)) >= 0);
    if (!isAround) {
      throw notMt940(WholeText.line(text, from));
    }
  }

  private static Part part(String text, int start, int end) throws FaultyFile {
    var tags = tags(WholeText.line(text, start), text.substring(start, end));
    Field60F opening = null;
    Field62F closing = null;
    String account = null;
    List<BankLine> lines = new ArrayList<>();
    int place = start;
    int line = WholeText.line(text, start);
    for (int i = 0; i < tags.size(); i++) {
      String value = tags.get(i).getValue();
      switch (tags.get(i).getName()) {
        case "25", "25P" -> account = value.lines().findFirst().orElse("");
        case "60F", "60M" -> opening = new Field60F(value);
        case "62F", "62M" -> closing = new Field62F(value);
        case "61" -> {
          int next = text.indexOf(":61:", place) + 4;
          line += WholeText.line(text.substring(place, next), next - place) - 1;
          place = next;
          boolean hasText = i + 1 < tags.size() && tags.get(i + 1).getName().equals("86");
          String details = hasText ? tags.get(i + 1).getValue() : "";
          lines.add(line(line, (Field61) field(tags.get(i).asField()), details));
        }
        default -> {} // what else banks tell
      }
    }
    if (opening == null || closing == null) {
      throw notMt940(WholeText.line(text, start));
    }
    return new Part(
        account, at(text, ":60", start), opening, at(text, ":62", start), closing, lines);
  }

  private static List<Tag> tags(int line, String fields) throws FaultyFile {
    try {
      MT940 message = MT940.parse(inBlocks(fields));
      if (message != null && message.getSwiftMessage().getBlock4() != null) {
        return message.getSwiftMessage().getBlock4().getTags();
      }
    } catch (RuntimeException e) { // its parser fails with anything on what is no message
      throw notMt940(line);
    }
    throw notMt940(line);
  }

  /** Banks send the fields alone as well, without what a network puts around them. */
  private static String inBlocks(String fields) {
    return "{1:F01BANKVNVXAXXX0000000000}{2:I940BAODVNVXXXXXN}{4:\r\n"
        + fields.replace("\r\n", "\n").replace("\n", "\r\n").strip()
        + "\r\n-}";
  }

  /** A page that is missing, or one of another account, does not go on where this one ended. */
  private static void follows(Part before, Part next) throws FaultyFile {
    if (!Objects.equals(before.account(), next.account())
        || closing(before) != opening(next)
        || !day(before.lastLine(), before.closing().getDate())
            .equals(day(next.firstLine(), next.opening().getDate()))) {
      throw FaultyFile.of(
          next.firstLine(),
          "not-consecutive",
          "Dòng %d: phần này không nối với phần trước (tài khoản, ngày, số dư)."
              .formatted(next.firstLine()),
          "Line %d: this part does not go on from the one before (account, day, balance)."
              .formatted(next.firstLine()));
    }
  }

  private static long opening(Part part) throws FaultyFile {
    Field60F field = part.opening();
    return balance(
        part.firstLine(), field.getDCMark(), field.getCurrency(), field.getAmountAsBigDecimal());
  }

  private static long closing(Part part) throws FaultyFile {
    Field62F field = part.closing();
    return balance(
        part.lastLine(), field.getDCMark(), field.getCurrency(), field.getAmountAsBigDecimal());
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
