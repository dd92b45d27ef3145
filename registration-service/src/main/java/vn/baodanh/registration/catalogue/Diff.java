package vn.baodanh.registration.catalogue;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file would change. Entries are the same if they have one key and begin in one year.
 *
 * @param ended those that the new file no longer has
 */
record Diff(List<Entry> added, List<Change> changed, List<Entry> ended) {
  /** Of each kind of change; enough to see whether it is the right file. */
  private static final int SAMPLE = 10;

  /** One entry that reads differently. */
  record Change(Entry before, Entry after) {}

  private record Place(Key key, int firstYear) {
    static Place of(Entry entry) {
      return new Place(entry.key(), entry.years().from());
    }
  }

  static Diff between(Table before, Table after) {
    var old = byPlace(before);
    var added = new ArrayList<Entry>();
    var changed = new ArrayList<Change>();
    after
        .entries()
        .forEach(entry -> {
          var same = old.remove(Place.of(entry));
          if (same == null) {
            added.add(entry);
          } else if (!same.equals(entry)) {
            changed.add(new Change(same, entry));
          }
        });
    return new Diff(added, changed, List.copyOf(old.values()));
  }

  private static Map<Place, Entry> byPlace(Table table) {
    return table
        .entries()
        .collect(toMap(Place::of, entry -> entry, (one, other) -> one, LinkedHashMap::new));
  }

  boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && ended.isEmpty();
  }

  /** Counts, and the first of each in the order of their keys. */
  JsonObject toJson() {
    return new JsonObject()
        .put("added", summary(added.stream().map(Entry::toJson).toList()))
        .put("changed", summary(changed.stream().map(Diff::json).toList()))
        .put("ended", summary(ended.stream().map(Entry::toJson).toList()));
  }

  private static JsonObject json(Change change) {
    return new JsonObject()
        .put("before", change.before().toJson())
        .put("after", change.after().toJson());
  }

  private static JsonObject summary(List<JsonObject> all) {
    return new JsonObject()
        .put("count", all.size())
        .put("sample", new JsonArray(all.stream().limit(SAMPLE).toList()));
  }
}
