package vn.baodanh.kit;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says from where a request came when proxies of ours stand in front: each appends to {@code
 * X-Forwarded-For} whom it heard it from. Only their word counts; what a stranger writes there
 * counts for nothing.
 */
public final class TrustedProxies {
  private static final String NAME = "TRUSTED_PROXIES";
  private static final String MEANING =
      "addresses and blocks (10.0.0.0/8) of the proxies in front, with commas: only their"
          + " X-Forwarded-For says from where a request came";

  private final List<Block> blocks;

  private TrustedProxies(List<Block> blocks) {
    this.blocks = blocks;
  }

  /** Those that the setting {@code TRUSTED_PROXIES} names; nobody without it. */
  public static TrustedProxies read(Settings settings) {
    return of(settings.words(NAME, MEANING));
  }

  /**
   * @param blocks addresses, or blocks in CIDR notation (RFC 4632, RFC 4291)
   * @throws SettingFault naming the one that is neither
   */
  static TrustedProxies of(Set<String> blocks) {
    return new TrustedProxies(blocks.stream().map(Block::of).toList());
  }

  /** The address that a request came from, without a zone (RFC 4007), as text. */
  public String clientOf(HttpServerRequest request) {
    String peer = withoutZone(request.remoteAddress().hostAddress());
    return blocks.isEmpty() ? peer : client(peer, request.headers().getAll("X-Forwarded-For"));
  }

  /**
   * From hop to hop as long as the nearer one is trusted. Who writes what is no address has said
   * nothing, so the way ends there.
   *
   * @param forwarded the fields' values, in the order in which they were sent
   */
  String client(String peer, List<String> forwarded) {
    String client = peer;
    for (String hop : List.of(String.join(",", forwarded).split(",", -1)).reversed()) {
      InetAddress nearer = address(client).orElse(null);
      InetAddress farther = address(withoutPort(hop.strip())).orElse(null);
      if (farther == null || !isTrusted(nearer)) {
        return client;
      }
      client = farther.getHostAddress();
    }
    return client;
  }

  private boolean isTrusted(@Nullable InetAddress address) {
    return address != null && blocks.stream().anyMatch(block -> block.holds(address));
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** Some proxies write {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.substring(1, Math.max(1, hop.indexOf(']')));
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  /** What is written as an address; a name is looked up nowhere. */
  private static Optional<InetAddress> address(String text) {
    boolean isWhole = text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
    if (!isWhole || text.indexOf('%') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Addresses whose first bits are these. */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      String[] parts = text.split("/", 2);
      InetAddress first = address(parts[0]).orElseThrow(() -> fault(text));
      int most = first.getAddress().length * Byte.SIZE;
      try {
        int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
        if (bits >= 0 && bits <= most) {
          return new Block(first, bits);
        }
      } catch (NumberFormatException e) {
        throw fault(text);
      }
      throw fault(text);
    }

    private static SettingFault fault(String text) {
      return new SettingFault(NAME, "has \"" + text + "\"", "addresses or blocks, with commas");
    }

    boolean holds(InetAddress other) {
      byte[] mine = first.getAddress();
      byte[] its = other.getAddress();
      if (mine.length != its.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
