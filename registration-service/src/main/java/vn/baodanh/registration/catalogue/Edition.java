package vn.baodanh.registration.catalogue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.PriorityArea;
import vn.baodanh.registration.filing.Programmes;
import vn.baodanh.registration.filing.Units;
import vn.baodanh.registration.filing.Worded;

/** One version of the whole catalogue, in memory and unchanging; safe for every thread. */
public final class Edition implements Programmes, Units {
  private final int number;
  private final Instant effectiveAt;
  private final int year;
  private final Map<String, Map<String, Optional<Offered>>> offeredByInstitution;
  private final Map<String, Set<String>> unitsByDepartment;
  private final Map<Key, PriorityArea> areaBySchool;
  private final ByKind<Listing> listings;

  /**
   * Takes some hundred milliseconds, so not on an event loop.
   *
   * @param number of the version, from 1
   * @param effectiveAt the first moment at which it is in force
   * @param year of the season that is run: what is not valid in it cannot be chosen
   */
  Edition(int number, Instant effectiveAt, int year, ByKind<Table> tables) {
    this.number = number;
    this.effectiveAt = effectiveAt;
    this.year = year;
    this.offeredByInstitution =
        valid(tables.get(Kind.PROGRAMMES))
            .map(Programme.class::cast)
            .collect(
                groupingBy(
                    Programme::institutionCode,
                    toUnmodifiableMap(Programme::code, Edition::offered)));
    this.unitsByDepartment =
        valid(tables.get(Kind.SCHOOLS))
            .map(Entry::key)
            .collect(groupingBy(Key::group, mapping(Key::code, toUnmodifiableSet())));
    this.areaBySchool =
        valid(tables.get(Kind.SCHOOLS))
            .map(School.class::cast)
            .filter(school -> !school.priorityArea().isEmpty())
            .collect(
                toUnmodifiableMap(
                    School::key, school -> Worded.of(PriorityArea.class, school.priorityArea())));
    var programmeCounts =
        valid(tables.get(Kind.PROGRAMMES))
            .collect(groupingBy(entry -> entry.key().group(), counting()));
    this.listings =
        ByKind.of(kind ->
            new Listing(
                kind.member(),
                tables
                    .get(kind)
                    .entries()
                    .map(entry -> new Listing.Item(entry, shown(entry, programmeCounts)))
                    .toList()));
  }

  private Stream<Entry> valid(Table table) {
    return table.entries().filter(entry -> entry.years().contains(year));
  }

  private static Optional<Offered> offered(Programme programme) {
    return Optional.of(
        new Offered(
            programme.fieldCode(),
            Set.copyOf(programme.methods()),
            Set.copyOf(programme.subjectGroups())));
  }

  private static JsonObject shown(Entry entry, Map<String, Long> programmeCounts) {
    var json = entry.toJson();
    return entry instanceof Institution institution
        ? json.put("programmeCount", programmeCounts.getOrDefault(institution.code(), 0L))
        : json;
  }

  /** Counts versions from 1; what was judged by this one carries it. */
  public int number() {
    return number;
  }

  Instant effectiveAt() {
    return effectiveAt;
  }

  int year() {
    return year;
  }

  Listing listing(Kind kind) {
    return listings.get(kind);
  }

  @Override
  public Optional<Offered> find(String institutionCode, String programmeCode) {
    return offeredByInstitution
        .getOrDefault(institutionCode, Map.of())
        .getOrDefault(programmeCode, Optional.empty());
  }

  @Override
  public boolean has(String departmentCode, String unitCode) {
    return unitsByDepartment.getOrDefault(departmentCode, Set.of()).contains(unitCode);
  }

  @Override
  public Optional<PriorityArea> area(String departmentCode, String unitCode) {
    return Optional.ofNullable(areaBySchool.get(new Key(departmentCode, unitCode)));
  }
}
