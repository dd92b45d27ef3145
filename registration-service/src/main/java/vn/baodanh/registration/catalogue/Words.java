package vn.baodanh.registration.catalogue;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds texts by the beginnings of their words, whatever their diacritics and capitals: {@code bach
 * khoa} and {@code BÁCH KH} both find {@code Đại học Bách khoa Hà Nội}.
 */
final class Words {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Ascending, so that words with one beginning stand side by side. */
  private final String[] words;

  /** The places of each word's texts in the list. */
  private final int[][] placesByWord;

  Words(List<String> texts) {
    var placesByWord = new TreeMap<String, BitSet>();
    for (int i = 0; i < texts.size(); i++) {
      for (var word : split(folded(texts.get(i)))) {
        placesByWord.computeIfAbsent(word, unseen -> new BitSet()).set(i);
      }
    }
    this.words = placesByWord.keySet().toArray(String[]::new);
    this.placesByWord =
        placesByWord.values().stream()
            .map(places -> places.stream().toArray())
            .toArray(int[][]::new);
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
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replace('đ', 'd');
  }

  private static List<String> split(String folded) {
    return BETWEEN_WORDS.splitAsStream(folded).filter(word -> !word.isEmpty()).toList();
  }
}
