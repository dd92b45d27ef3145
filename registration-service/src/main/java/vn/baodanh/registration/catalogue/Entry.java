package vn.baodanh.registration.catalogue;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** One line of a catalogue's file. Codes are opaque text in Unicode form NFC. */
sealed interface Entry
    permits Department, School, Subject, SubjectGroup, Institution, Programme, Method {

  Key key();

  String name();

  /** Other words by which it is searched for; may be empty. */
  String alsoKnownAs();

  Years years();

  /** What else must be in the catalogue for this entry to make sense. */
  List<Reference> references();

  /** As it is shown to anybody. */
  JsonObject toJson();

  static void putIfKnown(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }
}
