package vn.baodanh.registration.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Grounds;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.queue.Kept;

class AnswersTest {
  private static final int FILINGS = 8;
  private static final int TIMES = 20_000;

  private static Filing filing(int number) {
    byte[] content = ("BKA/IT" + number + "\n").getBytes(UTF_8);
    return new Filing(
        new UUID(1, number),
        new UUID(2, number),
        Kind.PREFERENCES,
        number,
        0,
        PreferenceList.digestOf(content),
        new Grounds("2026-1", 1),
        content,
        "127.0.0.1");
  }

  private static Buffer answer(Answers answers, Filing filing) {
    var taken = new Kept.Taken(filing.receivedUs(), filing.receivedUs());
    return answers.of(filing, taken, Optional.empty(), List.of());
  }

  /** Of one loop's filings, some are answered by recorders, some by the direct lane, at a time. */
  @Test
  void whatIsAnsweredAtTheSameTimeProvesTheSame() {
    var answers = new Answers(new byte[32]);
    List<Filing> filings = IntStream.range(0, FILINGS).mapToObj(AnswersTest::filing).toList();
    List<Buffer> alone = filings.stream().map(filing -> answer(answers, filing)).toList();
    IntStream.range(0, FILINGS * TIMES)
        .parallel()
        .forEach(
            i -> assertEquals(alone.get(i % FILINGS), answer(answers, filings.get(i % FILINGS))));
  }
}
