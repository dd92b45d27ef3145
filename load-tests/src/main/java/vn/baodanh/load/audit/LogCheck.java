package vn.baodanh.load.audit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vn.baodanh.load.receipt.Chain;
import vn.baodanh.load.receipt.Head;
import vn.baodanh.load.receipt.PublicKeys;

/** Follows the published log of every partition from its first head. */
public final class LogCheck {
  private static final int PAGE = 200;

  private final HttpClient client;
  private final String base;

  private LogCheck(HttpClient client, String base) {
    this.client = client;
    this.base = base;
  }

  /**
   * @param heads how many there are
   * @param filings how many filings they hold together
   * @param faults what does not hold
   */
  public record Log(long heads, long filings, List<String> faults) {}

  /**
   * Reads and checks all heads.
   *
   * @param base address of the service
   */
  public static Log follow(String base) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return new LogCheck(client, base).follow();
    }
  }

  private Log follow() throws IOException, InterruptedException {
    var newest = read("/v1/log/heads");
    var keys = PublicKeys.published(newest.getJsonArray("keys"));
    var faults = new ArrayList<String>();
    long heads = 0;
    long filings = 0;
    for (int partition : partitions(newest)) {
      var chain = new Chain(partition, keys);
      for (var page = page(partition, 0); !page.isEmpty(); page = page(partition, chain.number())) {
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

  private List<Head> page(int partition, long after) throws IOException, InterruptedException {
    var path = "/v1/log/heads?partition=%d&after=%d&limit=%d".formatted(partition, after, PAGE);
    var heads = read(path).getJsonArray("heads");
    var page = new ArrayList<Head>();
    for (int i = 0; i < heads.size(); i++) {
      page.add(Head.of(heads.getJsonObject(i)));
    }
    return page;
  }

  private JsonObject read(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base + path)).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("GET %s answered %d".formatted(path, response.statusCode()));
    }
    return new JsonObject(response.body());
  }
}
