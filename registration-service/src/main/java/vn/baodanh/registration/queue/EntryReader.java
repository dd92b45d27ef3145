package vn.baodanh.registration.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.StreamMessage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.PreferenceList;

/**
 * Reads what {@code keep.lua} put into a stream. Whatever else may stand there becomes {@link
 * Entry.Unreadable}: no bytes may stop a partition.
 */
final class EntryReader {
  private static final Pattern NAME = Pattern.compile("[!-~]{1,100}");

  private EntryReader() {}

  static Entry read(StreamMessage<byte[], byte[]> message) {
    Map<String, byte[]> fields = new HashMap<>();
    message.getBody().forEach((name, value) -> fields.put(text(name), value));
    try {
      return read(message.getId(), fields);
    } catch (IllegalArgumentException e) {
      return new Entry.Unreadable(
          message.getId(), bytes(message.getBody()), String.valueOf(e.getMessage()));
    }
  }

  private static Entry read(String id, Map<String, byte[]> fields) {
    byte[] filing = fields.get("f");
    if (filing != null) {
      return waiting(id, number(fields.get("o")), Filing.decode(filing));
    }
    if (fields.containsKey("b")) {
      return new Entry.Barrier(id, name(fields.get("b")), number(fields.get("c")));
    }
    if (fields.containsKey("i")) {
      return new Entry.Beginning(id);
    }
    throw new IllegalArgumentException("an entry without filing, barrier or beginning");
  }

  private static Entry waiting(String id, long orderUs, Filing filing) {
    if (!isCanonical(filing)) {
      throw new IllegalArgumentException("the content is no " + filing.kind().text());
    }
    if (!Arrays.equals(digest(filing), filing.digest())) { // a receipt proves the digest alone
      throw new IllegalArgumentException("the content is another than the digest's");
    }
    return new Entry.Waiting(id, orderUs, filing);
  }

  private static boolean isCanonical(Filing filing) {
    return switch (filing.kind()) {
      case PREFERENCES -> PreferenceList.isCanonical(filing.content());
      case REGISTRATION ->
          filing.content().length == 0 || ExamRegistration.isCanonical(filing.content());
    };
  }

  private static byte[] digest(Filing filing) {
    return switch (filing.kind()) {
      case PREFERENCES -> PreferenceList.digestOf(filing.content());
      case REGISTRATION -> ExamRegistration.digestOf(filing.content());
    };
  }

  private static long number(byte @Nullable [] value) {
    try {
      return Long.parseLong(value == null ? "" : text(value));
    } catch (NumberFormatException e) { // its message repeats bytes that no database may take
      throw new IllegalArgumentException("an entry without a time");
    }
  }

  private static String name(byte @Nullable [] value) {
    if (value == null || !NAME.matcher(text(value)).matches()) {
      throw new IllegalArgumentException("a barrier without a window");
    }
    return text(value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** All that the entry holds, for whoever looks at it: name, equals sign, value, line feed. */
  private static byte[] bytes(Map<byte[], byte[]> fields) {
    var all = new ByteArrayOutputStream();
    fields.forEach((name, value) -> {
      all.writeBytes(name);
      all.write('=');
      all.writeBytes(value);
      all.write('\n');
    });
    return all.toByteArray();
  }
}
