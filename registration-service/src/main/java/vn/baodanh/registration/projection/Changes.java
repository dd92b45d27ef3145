package vn.baodanh.registration.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What filings change at institutions, each compared with what counted before it. Pure. */
final class Changes {
  private final Choices choices;
  private final Map<UUID, Applicant> applicants;
  private final List<Change> changes = new ArrayList<>();

  private Changes(Choices choices, Map<UUID, Applicant> before) {
    this.choices = choices;
    this.applicants = new HashMap<>(before);
  }

  /** Where these rows begin to count: the first applied one of each candidate. */
  static Map<UUID, Long> firstSeqs(List<JournaledFiling> rows) {
    Map<UUID, Long> seqs = new HashMap<>();
    for (JournaledFiling row : rows) {
      if (row.applied()) {
        seqs.putIfAbsent(row.candidate(), row.seq());
      }
    }
    return seqs;
  }

  /**
   * @param rows of one partition, in its order
   * @param before what counted before these rows, by candidate; absent for nothing
   */
  static List<Change> of(List<JournaledFiling> rows, Map<UUID, Applicant> before, Choices choices) {
    var changes = new Changes(choices, before);
    rows.stream().filter(JournaledFiling::applied).forEach(changes::apply);
    return changes.changes;
  }

  /** What the institutions of a paid list are told. */
  static List<Change> ofPayment(UUID candidate, Applicant applicant) {
    var changes = new Changes(new Choices(false), Map.of());
    changes.everywhere(ChangeKind.PAID, candidate, applicant.listSeq(), applicant);
    return changes.changes;
  }

  /** What the institutions of a list are told when another one of the same person counts. */
  static Stream<Change> ofOutdone(MergedLists.Outdone list, Choices choices) {
    return choices.byInstitution(list.content()).keySet().stream()
        .map(institution ->
            new Change(
                ChangeKind.STRUCK,
                institution,
                list.candidate(),
                list.seq(),
                "",
                Form.NONE,
                false));
  }

  /** What the institutions of a list are told when a registration of the same person counts. */
  static List<Change> ofForm(MergedLists.Registered list, Choices choices) {
    var changes = new Changes(choices, Map.of());
    var applicant =
        new Applicant(choices.byInstitution(list.content()), list.seq(), list.form(), list.paid());
    changes.everywhere(ChangeKind.CHANGED, list.candidate(), list.seq(), applicant);
    return changes.changes;
  }

  private void apply(JournaledFiling row) {
    Applicant old = applicants.getOrDefault(row.candidate(), Applicant.UNKNOWN);
    Form filed = new Form(row.partition(), row.seq(), row.orderUs());
    Applicant now =
        switch (row.kind()) {
          case PREFERENCES ->
              new Applicant(choices.byInstitution(row.content()), row.seq(), old.form(), false);
          case REGISTRATION ->
              new Applicant(old.choices(), old.listSeq(), filed.orLater(old.form()), old.paid());
        };
    switch (row.kind()) {
      case PREFERENCES -> compare(row, old, now);
      case REGISTRATION -> everywhere(ChangeKind.CHANGED, row.candidate(), row.seq(), now);
    }
    applicants.put(row.candidate(), now);
  }

  private void compare(JournaledFiling row, Applicant old, Applicant now) {
    now.choices()
        .forEach((institution, programmes) -> {
          String chosen = old.choices().get(institution);
          if (!programmes.equals(chosen)) {
            ChangeKind kind = chosen == null ? ChangeKind.CREATED : ChangeKind.CHANGED;
            add(kind, institution, row.candidate(), row.seq(), programmes, now);
          }
        });
    old.choices()
        .forEach((institution, programmes) -> {
          if (!now.choices().containsKey(institution)) {
            changes.add(
                new Change(
                    ChangeKind.STRUCK,
                    institution,
                    row.candidate(),
                    row.seq(),
                    "",
                    Form.NONE,
                    false));
          }
        });
  }

  private void everywhere(ChangeKind kind, UUID candidate, long seq, Applicant applicant) {
    applicant
        .choices()
        .forEach((institution, programmes) ->
            add(kind, institution, candidate, seq, programmes, applicant));
  }

  private void add(
      ChangeKind kind,
      String institution,
      UUID candidate,
      long seq,
      String programmes,
      Applicant applicant) {
    changes.add(
        new Change(
            kind, institution, candidate, seq, programmes, applicant.form(), applicant.paid()));
  }
}
