package vn.baodanh.local.portal;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The portal's RSA keys of 2,048 bits, one PKCS#8 PEM file each in a directory, named by the
 * instant they were made (milliseconds). Whoever reads the directory can sign tokens as the portal
 * does. The newest key signs; an older one stays published as long as a token signed with it may
 * live.
 */
public final class PortalKeys {
  /** Tokens live 12 hours; the rest is for clocks that differ. */
  static final Duration OVERLAP = Duration.ofHours(12).plusMinutes(5);

  private static final String SUFFIX = ".pem";

  private final Path directory;
  private final Clock clock;
  private volatile List<Key> keys;

  /** One key pair; {@code id} is the thumbprint of RFC 7638. */
  record Key(Instant since, String id, PrivateKey secret, RSAPublicKey open) {}

  private PortalKeys(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    this.keys = read(directory);
  }

  /** The keys of a directory; makes it, and a first key, when there is none. */
  public static PortalKeys in(Path directory, Clock clock) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var keys = new PortalKeys(directory, clock);
    if (keys.keys.isEmpty()) {
      keys.rotate();
    }
    return keys;
  }

  /** Makes a new key; it signs from now on. */
  public synchronized void rotate() {
    var secret = (RSAPrivateCrtKey) Jwts.SIG.RS256.keyPair().build().getPrivate();
    var last = keys.isEmpty() ? 0 : keys.getLast().since().toEpochMilli();
    var since = Math.max(clock.millis(), last + 1);
    var text =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    try {
      var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var file = Files.createFile(directory.resolve(since + SUFFIX), mine);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys = read(directory);
  }

  /** The key that signs now. */
  Key current() {
    return keys.getLast();
  }

  /** The public key of an id; null, as JJWT wants it, when there is none. */
  @Nullable PublicKey open(@Nullable String id) {
    return keys.stream().filter(key -> key.id().equals(id)).map(Key::open).findFirst().orElse(null);
  }

  /** The keys that verify now, as a JSON Web Key Set (RFC 7517). */
  JsonObject published() {
    var set = new JsonArray();
    for (var at = 0; at < keys.size(); at++) {
      var retired = at + 1 < keys.size() ? keys.get(at + 1).since() : Instant.MAX;
      if (retired.equals(Instant.MAX) || retired.plus(OVERLAP).isAfter(clock.instant())) {
        set.add(published(keys.get(at)));
      }
    }
    return new JsonObject().put("keys", set);
  }

  private static JsonObject published(Key key) {
    return new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", key.id())
        .put("n", unsigned(key.open().getModulus()))
        .put("e", unsigned(key.open().getPublicExponent()));
  }

  /** Big-endian without a sign byte, base64url (RFC 7518, section 2). */
  private static String unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    var from = bytes[0] == 0 ? 1 : 0;
    var magnitude = Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }

  private static List<Key> read(Path directory) {
    var found = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      files.forEach(found::add);
      var keys = new ArrayList<Key>();
      for (var file : found) {
        keys.add(read(file, Files.readString(file)));
      }
      keys.sort(Comparator.comparing(Key::since));
      return List.copyOf(keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Key read(Path file, String pem) {
    var name = file.getFileName().toString();
    var since = Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf(SUFFIX))));
    try {
      var encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      var rsa = KeyFactory.getInstance("RSA");
      var secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      var numbers = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
      var open = (RSAPublicKey) rsa.generatePublic(numbers);
      var id = Jwks.builder().key(open).build().thumbprint().toString();
      return new Key(since, id, secret, open);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(file + " holds no RSA key", e);
    }
  }
}
