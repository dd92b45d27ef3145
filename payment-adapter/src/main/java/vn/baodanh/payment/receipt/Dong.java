package vn.baodanh.payment.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.baodanh.payment.ledger.Vnd;

/** Amounts as Vietnamese receipts write them: in figures, and in words. */
final class Dong {
  private static final List<String> DIGITS =
      List.of("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");
  private static final List<String> GROUPS = List.of("", " nghìn", " triệu", " tỷ");
  private static final int GROUP = 1_000;

  private Dong() {}

  /** 1.234.567 đồng. */
  static String text(Vnd amount) {
    return String.format(Locale.ROOT, "%,d", amount.amount()).replace(',', '.') + " đồng";
  }

  /** Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng. */
  static String words(Vnd amount) {
    List<String> words = new ArrayList<>();
    long rest = amount.amount();
    for (int group = 0; rest > 0; group++, rest /= GROUP) {
      int digits = (int) (rest % GROUP);
      if (digits > 0) {
        words.addFirst(hundreds(digits, rest < GROUP) + GROUPS.get(group));
      }
    }
    String text = words.isEmpty() ? DIGITS.getFirst() : String.join(" ", words);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + " đồng";
  }

  /**
   * Three digits.
   *
   * @param first whether nothing stands before them; zeros in front are left out then
   */
  private static String hundreds(int digits, boolean first) {
    int tens = digits / 10 % 10;
    int ones = digits % 10;
    List<String> words = new ArrayList<>();
    if (digits >= 100 || !first) {
      words.add(DIGITS.get(digits / 100) + " trăm");
    }
    if (tens == 1) {
      words.add("mười");
    } else if (tens > 1) {
      words.add(DIGITS.get(tens) + " mươi");
    } else if (ones > 0 && !words.isEmpty()) {
      words.add("linh");
    }
    if (ones == 1 && tens > 1) {
      words.add("mốt");
    } else if (ones == 5 && tens > 0) {
      words.add("lăm");
    } else if (ones > 0) {
      words.add(DIGITS.get(ones));
    }
    return String.join(" ", words);
  }
}
