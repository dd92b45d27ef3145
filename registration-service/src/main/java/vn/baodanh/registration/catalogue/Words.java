package vn.baodanh.registration.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds texts by the beginnings of their words, whatever their diacritics and capitals: {@code bach
 * khoa} and {@code BÁCH KH} both find {@code Đại học Bách khoa Hà Nội}.
 */
final class Words {
  /** Ascending, so that words with one beginning stand side by side. */
  private final String[] words;

  /** The places of each word's texts in the list. */
  private final int[][] placesByWord;

  Words(List<String> foldedTexts) {
    var places = new HashMap<String, BitSet>();
    for (int i = 0; i < foldedTexts.size(); i++) {
      for (var word : split(foldedTexts.get(i))) {
        places.computeIfAbsent(word, unseen -> new BitSet()).set(i);
      }
    }
    var sorted = places.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    this.words = sorted.stream().map(Map.Entry::getKey).toArray(String[]::new);
    this.placesByWord =
        sorted.stream().map(one -> one.getValue().stream().toArray()).toArray(int[][]::new);
  }

  /**
   * The texts in which each of these words begins some word, by their places in the list; none when
   * there is no word in the question.
   */
  BitSet find(String foldedQuestion) {
    BitSet found = null;
    for (var word : split(foldedQuestion)) {
      var having = beginningWith(word);
      if (found == null) {
        found = having;
      } else {
        found.and(having);
      }
    }
    return found == null ? new BitSet() : found;
  }

  private BitSet beginningWith(String beginning) {
    var having = new BitSet();
    int at = Arrays.binarySearch(words, beginning);
    for (int i = at < 0 ? -at - 1 : at; i < words.length; i++) {
      if (!words[i].startsWith(beginning)) {
        break;
      }
      for (int place : placesByWord[i]) {
        having.set(place);
      }
    }
    return having;
  }

  /** Lower case without diacritics; {@code đ} is a letter of its own in Unicode, not a marked d. */
  static String folded(String text) {
    var apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    var unmarked = new StringBuilder(apart.length());
    int c;
    for (int i = 0; i < apart.length(); i += Character.charCount(c)) {
      c = apart.codePointAt(i);
      if (!isMark(c)) {
        unmarked.appendCodePoint(c);
      }
    }
    return unmarked.toString().toLowerCase(Locale.ROOT).replace('đ', 'd');
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static List<String> split(String folded) {
    var words = new ArrayList<String>();
    int begin = 0;
    int c;
    for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
      c = folded.codePointAt(i);
      if (!isOfAWord(c)) {
        add(words, folded.substring(begin, i));
        begin = i + Character.charCount(c);
      }
    }
    add(words, folded.substring(begin));
    return words;
  }

  private static boolean isOfAWord(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  private static void add(List<String> words, String word) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }
}
