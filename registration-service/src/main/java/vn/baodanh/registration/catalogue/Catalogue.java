package vn.baodanh.registration.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.registration.filing.Programmes;

/** What can be chosen, in memory and unchanging; safe for every thread. */
public final class Catalogue implements Programmes {
  private final Map<String, Map<String, Offered>> programmesByInstitution;
  private final Listing institutions;
  private final Listing programmes;

  private Catalogue(String version, List<Institution> institutions, List<Programme> programmes) {
    this.programmesByInstitution =
        programmes.stream()
            .collect(
                groupingBy(
                    programme -> programme.ref().institutionCode(),
                    toUnmodifiableMap(
                        programme -> programme.ref().programmeCode(), Catalogue::offered)));
    this.institutions =
        new Listing(version, "institutions", institutions.stream().map(Catalogue::entry).toList());
    this.programmes =
        new Listing(version, "programmes", programmes.stream().map(Catalogue::entry).toList());
  }

  /**
   * Reads the files on the class path; takes some hundred milliseconds, so not on an event loop.
   */
  public static Catalogue load() {
    var files = new CatalogueFiles();
    var programmes = files.programmes();
    return new Catalogue(files.version(), files.institutions(programmes), programmes);
  }

  private static Offered offered(Programme programme) {
    return new Offered(programme.fieldCode(), Set.of(), Set.copyOf(programme.subjectGroups()));
  }

  @Override
  public Optional<Offered> find(String institutionCode, String programmeCode) {
    return Optional.ofNullable(
        programmesByInstitution.getOrDefault(institutionCode, Map.of()).get(programmeCode));
  }

  Listing institutions() {
    return institutions;
  }

  Listing programmes() {
    return programmes;
  }

  static void putIfKnown(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static Listing.Entry entry(Institution institution) {
    return new Listing.Entry(
        institution.code(),
        institution.code(),
        institution.name(),
        institution.shortName(),
        institution.toJson());
  }

  private static Listing.Entry entry(Programme programme) {
    return new Listing.Entry(
        programme.ref().institutionCode(),
        programme.ref().programmeCode(),
        programme.name(),
        programme.ref().institutionCode(),
        programme.toJson());
  }
}
