package vn.baodanh.registration.catalogue;

import java.util.List;
import java.util.Map;
import vn.baodanh.registration.filing.FieldFault;

/** Looks for what is named and is not there. */
final class References {
  private final ByKind<Map<Key, List<Years>>> yearsByKey;
  private final LineFaults faults = new LineFaults();

  private References(ByKind<Table> tables) {
    yearsByKey = ByKind.of(kind -> tables.get(kind).yearsByKey());
  }

  /**
   * What dangles by this file's doing: what it names and what names it.
   *
   * @param tables of all kinds, the uploaded one among them
   */
  static List<FieldFault> faults(ByKind<Table> tables, Kind uploaded) {
    var references = new References(tables);
    tables.forEach((kind, table) -> references.judge(table, uploaded));
    return references.faults.list();
  }

  private void judge(Table table, Kind uploaded) {
    for (var line : table.inOrderOfTheFile()) {
      for (var reference : line.entry().references()) {
        if (faults.areFull()) {
          return;
        }
        boolean isOwn = table.kind() == uploaded;
        if ((isOwn || reference.kind() == uploaded) && !isThere(reference)) {
          if (isOwn) {
            faults.dangling(line.number(), reference);
          } else {
            faults.stillNamed(reference, table.kind(), line.entry().key());
          }
        }
      }
    }
  }

  private boolean isThere(Reference reference) {
    return yearsByKey.get(reference.kind()).getOrDefault(reference.key(), List.of()).stream()
        .anyMatch(reference.years()::meets);
  }
}
