package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One kind of the catalogue's entries, ready to be searched and sent in pages. */
final class Listing {
  /**
   * What is listed.
   *
   * @param json as it is sent
   */
  record Item(Entry entry, JsonObject json) {}

  private final String version;
  private final String member;
  private final byte[][] json;
  private final Years[] years;
  private final String[] codes;
  private final String[] names;
  private final Words words;
  private final Map<String, BitSet> placesByGroup = new HashMap<>();

  /**
   * Prepares the entries; takes some ten milliseconds for thousands of them.
   *
   * @param member what a page calls them
   * @param items in the order in which they are listed
   */
  Listing(String member, List<Item> items) {
    this.member = member;
    this.json =
        items.stream().map(item -> item.json().toBuffer().getBytes()).toArray(byte[][]::new);
    this.version = Sha256.shortly(json);
    this.years = items.stream().map(item -> item.entry().years()).toArray(Years[]::new);
    this.codes =
        items.stream().map(item -> Words.folded(item.entry().key().code())).toArray(String[]::new);
    this.names =
        items.stream().map(item -> Words.folded(item.entry().name())).toArray(String[]::new);
    var searched = new ArrayList<String>(items.size());
    for (int i = 0; i < items.size(); i++) {
      var entry = items.get(i).entry();
      searched.add(String.join(" ", codes[i], names[i], Words.folded(entry.alsoKnownAs())));
    }
    this.words = new Words(searched);
    for (int i = 0; i < items.size(); i++) {
      var group = items.get(i).entry().key().group();
      placesByGroup.computeIfAbsent(group, unseen -> new BitSet()).set(i);
    }
  }

  /** Names exactly the bytes of the page that answers this question (RFC 9110, 8.8.3: strong). */
  String entityTag(Question question) {
    return '"' + version + "-" + question.digest() + '"';
  }

  /** The page that answers, or nothing when its cursor is none of this version's. */
  Optional<Buffer> page(Question question) {
    var start = start(question.after());
    if (start.isEmpty()) {
      return Optional.empty();
    }
    int[] places = places(question);
    int from = Math.min(start.getAsInt(), places.length);
    int to = Math.min(from + question.limit(), places.length);
    var page = Buffer.buffer(64 + (to - from) * 320);
    page.appendString("{\"version\":\"" + version + "\",\"" + member + "\":[");
    for (int i = from; i < to; i++) {
      if (i > from) {
        page.appendByte((byte) ',');
      }
      page.appendBytes(json[places[i]]);
    }
    page.appendString("]");
    if (to < places.length) {
      page.appendString(",\"next\":\"" + cursor(to) + "\"");
    }
    return Optional.of(page.appendString("}"));
  }

  private int[] places(Question question) {
    var found = question.words().isBlank() ? all() : words.find(question.words());
    if (!question.group().isEmpty()) {
      found.and(placesByGroup.getOrDefault(question.group(), new BitSet()));
    }
    var valid = found.stream().filter(place -> years[place].contains(question.year()));
    return question.words().isBlank()
        ? valid.toArray()
        : bestFirst(valid.toArray(), question.words().strip());
  }

  private BitSet all() {
    var all = new BitSet();
    all.set(0, json.length);
    return all;
  }

  /** Inside one rank the order of the listing stays. */
  private int[] bestFirst(int[] found, String question) {
    long[] ranked =
        Arrays.stream(found).mapToLong(i -> (long) rank(i, question) << 32 | i).toArray();
    Arrays.sort(ranked);
    return Arrays.stream(ranked).mapToInt(i -> (int) i).toArray();
  }

  private int rank(int place, String question) {
    if (codes[place].equals(question)) {
      return 0;
    } else if (codes[place].startsWith(question)) {
      return 1;
    } else if (names[place].startsWith(question)) {
      return 2;
    } else {
      return names[place].contains(question) ? 3 : 4;
    }
  }

  private String cursor(int next) {
    var text = version + ":" + next;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Where the page begins; nothing when the cursor was not made by this version. */
  private OptionalInt start(String after) {
    if (after.isEmpty()) {
      return OptionalInt.of(0);
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(after), UTF_8);
      int next =
          text.startsWith(version + ":")
              ? Integer.parseInt(text.substring(version.length() + 1))
              : -1;
      return next < 0 ? OptionalInt.empty() : OptionalInt.of(next);
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }
}
