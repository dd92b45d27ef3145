package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The pages offer the countries that the service takes. */
final class CountriesTest {
  @Test
  void thePagesOfferEveryForeignCountryThatAFormMayName() throws IOException {
    var taken = new TreeSet<>(List.of(Locale.getISOCountries()));
    taken.remove("VN");
    try (var in = getClass().getResourceAsStream("/site/assets/filing/countries.js")) {
      String page = new String(requireNonNull(in).readAllBytes(), UTF_8);
      String codes = page.split("`")[1].strip();
      assertEquals(List.copyOf(taken), List.of(codes.split("\\s+")));
    }
  }
}
