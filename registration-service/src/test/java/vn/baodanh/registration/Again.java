package vn.baodanh.registration;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks as a client does: the same again, while a node says that it must first make sure of rules or
 * grants because it stood still, on a busy machine. It makes sure once a second.
 */
final class Again {
  private static final int TIMES = 10;
  private static final long PAUSE_MS = 1_000;

  private Again() {}

  static boolean isUnsure(int status, String body) {
    return status == 503
        && Stream.of("rules-unconfirmed", "grants-unconfirmed")
            .anyMatch(code -> body.contains("\"" + code + "\""));
  }

  static CompletableFuture<Answer> send(Supplier<CompletableFuture<Answer>> request) {
    return send(request, TIMES);
  }

  private static CompletableFuture<Answer> send(
      Supplier<CompletableFuture<Answer>> request, int timesLeft) {
    return request
        .get()
        .thenCompose(answer ->
            timesLeft > 0 && isUnsure(answer.status(), answer.body())
                ? new CompletableFuture<Void>()
                    .completeOnTimeout(null, PAUSE_MS, TimeUnit.MILLISECONDS)
                    .thenCompose(afterAPause -> send(request, timesLeft - 1))
                : completedFuture(answer));
  }

  static <T> T ask(Supplier<T> request, Predicate<T> isUnsure) {
    T answer = request.get();
    for (int i = 0; i < TIMES && isUnsure.test(answer); i++) {
      Stack.sleep(PAUSE_MS);
      answer = request.get();
    }
    return answer;
  }

  /**
   * Sends what may wait for the outcome, again until it is told: a node whose queue is old, because
   * the machine stood still, makes nobody wait.
   */
  static Answer untilTold(Supplier<Answer> request) {
    Answer[] told = new Answer[1];
    Stack.eventually(
        "the outcome is told",
        () -> {
          told[0] = request.get();
          return told[0].status() != 202;
        });
    return told[0];
  }
}
