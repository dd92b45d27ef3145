package vn.baodanh.registration;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Seasons that are like 2026 but for one rule. */
final class Seasons {
  private Seasons() {}

  /**
   * Writes such a season's file where the service finds it.
   *
   * @param name of the file, for the setting SEASON
   */
  static String like2026(String name, UnaryOperator<JsonObject> change) {
    try (var rules = Seasons.class.getResourceAsStream("/season/2026.json")) {
      var text = Buffer.buffer(Objects.requireNonNull(rules).readAllBytes());
      Path classes =
          Path.of(Seasons.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path directory = Files.createDirectories(classes.resolve("season"));
      Files.writeString(
          directory.resolve(name + ".json"), change.apply(new JsonObject(text)).encode());
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
