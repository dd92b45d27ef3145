package vn.baodanh.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Candidates who file at random on several nodes: once or twice at the same time, with the same or
 * another body, some by the same key.
 */
final class Season {
  private static final int AT_ONCE = 100;

  private final Random random;
  private final List<List<Device>> devicesOfCandidate = new ArrayList<>();
  private final long[] versions;
  private final Set<String> taken = new HashSet<>();

  Season(List<Node> nodes, Random random, int candidates) {
    this.random = random;
    this.versions = new long[candidates];
    for (int c = 0; c < candidates; c++) {
      Device device = nodes.getFirst().of("candidate-" + c);
      devicesOfCandidate.add(nodes.stream().map(device::at).toList());
    }
  }

  /** Each candidate files, from the newest version that an answer told. */
  void play(int round) {
    for (int from = 0; from < versions.length; from += AT_ONCE) {
      List<List<CompletableFuture<Answer>>> sent = new ArrayList<>();
      int to = Math.min(from + AT_ONCE, versions.length);
      for (int c = from; c < to; c++) {
        sent.add(file(c, round));
      }
      for (int c = from; c < to; c++) {
        hear(c, sent.get(c - from));
      }
    }
  }

  private List<CompletableFuture<Answer>> file(int candidate, int round) {
    List<Device> devices = devicesOfCandidate.get(candidate);
    String list = Lists.random(random);
    List<CompletableFuture<Answer>> sent = new ArrayList<>();
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      boolean repeats = random.nextInt(4) == 0;
      sent.add(
          devices
              .get(random.nextInt(devices.size()))
              .sendFiling(
                  "key-%04d-%d".formatted(round, repeats ? 0 : i),
                  versions[candidate],
                  i == 0 || repeats ? list : Lists.random(random)));
    }
    return sent;
  }

  private void hear(int candidate, List<CompletableFuture<Answer>> sent) {
    for (CompletableFuture<Answer> one : sent) {
      Answer answer = one.join();
      if (answer.status() == 202) {
        taken.add(answer.id());
        versions[candidate] = Math.max(versions[candidate], answer.version());
      } else if (!Arrays.asList(412, 422).contains(answer.status())) {
        throw new AssertionError(answer.status() + " " + answer.body());
      }
    }
  }

  /** Ids of all filings that were answered 202. */
  Set<String> taken() {
    return taken;
  }
}
