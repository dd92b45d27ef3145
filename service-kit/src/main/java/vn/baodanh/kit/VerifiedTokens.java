package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers verified tokens by their SHA-256. Each may stand in a few places, and takes the one
 * among these whose token has not been used for longest. What is remembered of it is one array of
 * bytes: under load a token is forgotten after a second or two, the collector copies it until then,
 * and a Bearer's many small objects were half of what it copied.
 */
final class VerifiedTokens {
  private static final int PLACES = 8;
  private static final int USUAL_BYTES = 256;

  private final int size;
  private final AtomicReferenceArray<byte[]> entries;
  private final AtomicLongArray fingerprints;
  private final AtomicLongArray usedNs;

  /**
   * @param size most tokens remembered; 0 for none
   */
  VerifiedTokens(int size) {
    this.size = size;
    this.entries = new AtomicReferenceArray<>(size);
    this.fingerprints = new AtomicLongArray(size);
    this.usedNs = new AtomicLongArray(size);
  }

  @Nullable Bearer get(byte[] key) {
    int place = find(key);
    byte[] entry = place < 0 ? null : entries.get(place);
    if (entry == null || !isOf(key, entry)) {
      return null; // unknown, or forgotten since it was found
    }
    usedNs.set(place, System.nanoTime());
    return read(entry, key.length);
  }

  void put(byte[] key, Bearer bearer) {
    if (size > 0) {
      int known = find(key);
      int place = known < 0 ? leastUsed(key) : known;
      usedNs.set(place, System.nanoTime());
      fingerprints.set(place, fingerprint(key));
      entries.set(place, write(key, bearer));
    }
  }

  void remove(byte[] key) {
    for (int place = find(key); place >= 0; place = find(key)) {
      entries.set(place, null);
    }
  }

  void clear() {
    for (int place = 0; place < size; place++) {
      entries.set(place, null);
    }
  }

  int count() {
    int count = 0;
    for (int place = 0; place < size; place++) {
      count += entries.get(place) == null ? 0 : 1;
    }
    return count;
  }

  /** 32 bytes instead of a token's many hundred. */
  static byte[] key(String compact) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(compact.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Looks at what stands close together first: most tokens are seen for the first time. */
  private int find(byte[] key) {
    long fingerprint = fingerprint(key);
    for (int i = 0; i < Math.min(PLACES, size); i++) {
      int place = place(key, i);
      if (fingerprints.get(place) == fingerprint) {
        byte[] entry = entries.get(place);
        if (entry != null && isOf(key, entry)) {
          return place;
        }
      }
    }
    return -1;
  }

  private static long fingerprint(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  private int leastUsed(byte[] key) {
    int best = place(key, 0);
    for (int i = 0; i < PLACES; i++) {
      int place = place(key, i);
      if (entries.get(place) == null) {
        return place;
      }
      if (usedNs.get(place) - usedNs.get(best) < 0) {
        best = place;
      }
    }
    return best;
  }

  private int place(byte[] key, int i) {
    return Math.floorMod(ByteBuffer.wrap(key).getInt() + i, size);
  }

  private static boolean isOf(byte[] key, byte[] entry) {
    return Arrays.equals(key, 0, key.length, entry, 0, key.length);
  }

  private static byte[] write(byte[] key, Bearer bearer) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (var out = new DataOutputStream(bytes)) {
      out.write(key);
      out.writeUTF(bearer.issuer());
      out.writeUTF(bearer.subject());
      write(out, bearer.citizenNumber());
      write(out, bearer.passport());
      out.writeByte(bearer.roles().size());
      for (String role : bearer.roles()) {
        out.writeUTF(role);
      }
      SignIn signIn = bearer.signIn();
      write(out, signIn.name());
      write(out, signIn.birthdate());
      write(out, signIn.acr());
      out.writeBoolean(signIn.at().isPresent());
      if (signIn.at().isPresent()) {
        out.writeLong(signIn.at().get().getEpochSecond());
      }
      out.writeLong(bearer.expiresAt().toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeUTF(text.get());
    }
  }

  private static Bearer read(byte[] entry, int from) {
    try (var in = new DataInputStream(new ByteArrayInputStream(entry, from, entry.length - from))) {
      return new Bearer(
          in.readUTF(),
          in.readUTF(),
          readText(in),
          readText(in),
          readRoles(in),
          new SignIn(
              readText(in),
              readText(in),
              readText(in),
              in.readBoolean()
                  ? Optional.of(Instant.ofEpochSecond(in.readLong()))
                  : Optional.empty()),
          Instant.ofEpochMilli(in.readLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> readText(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
  }

  private static Set<String> readRoles(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    var roles = new HashSet<String>();
    for (int i = 0; i < count; i++) {
      roles.add(in.readUTF());
    }
    return Set.copyOf(roles);
  }
}
