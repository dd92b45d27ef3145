package vn.baodanh.load.audit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vn.baodanh.load.receipt.Chain;
import vn.baodanh.load.receipt.Head;
import vn.baodanh.load.receipt.PublicKeys;

/** Follows the published log of every partition from its first head. */
public final class LogCheck {
  private static final int PAGE = 200;

  /** Reads a public path of the service. */
  public interface Reader {
    JsonObject read(String path) throws IOException;
  }

  /**
   * @param heads how many there are
   * @param filings how many filings they hold together
   * @param faults what does not hold
   */
  public record Log(long heads, long filings, List<String> faults) {}

  public static Log follow(Reader service) throws IOException {
    var newest = service.read("/v1/log/heads");
    var keys = PublicKeys.published(newest.getJsonArray("keys"));
    var faults = new ArrayList<String>();
    long heads = 0;
    long filings = 0;
    for (int partition : partitions(newest)) {
      var chain = new Chain(partition, keys);
      for (var page = page(service, partition, 0);
          !page.isEmpty();
          page = page(service, partition, chain.number())) {
        page.forEach(head -> chain.follow(head).ifPresent(faults::add));
      }
      heads += chain.number();
      filings += chain.filings();
    }
    return new Log(heads, filings, faults);
  }

  private static TreeSet<Integer> partitions(JsonObject newest) {
    var partitions = new TreeSet<Integer>();
    var heads = newest.getJsonArray("heads");
    for (int i = 0; i < heads.size(); i++) {
      partitions.add(heads.getJsonObject(i).getInteger("partition"));
    }
    return partitions;
  }

  private static List<Head> page(Reader service, int partition, long after) throws IOException {
    var path = "/v1/log/heads?partition=%d&after=%d&limit=%d".formatted(partition, after, PAGE);
    var heads = service.read(path).getJsonArray("heads");
    var page = new ArrayList<Head>();
    for (int i = 0; i < heads.size(); i++) {
      page.add(Head.of(heads.getJsonObject(i)));
    }
    return page;
  }

  private LogCheck() {}
}
