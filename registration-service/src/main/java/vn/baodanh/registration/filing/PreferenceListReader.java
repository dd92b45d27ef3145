package vn.baodanh.registration.filing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code PUT /v1/me/preferences}, in one pass and without a tree.
 *
 * <p>It accepts exactly what the contract's schema {@code PreferenceListBody} accepts, with two
 * things that a schema cannot say: a member that appears twice is refused, and codes come out in
 * Unicode form NFC, so that one code typed on two keyboards is one code.
 *
 * <p>Fault codes: {@code json-malformed}, {@code too-large}, {@code type}, {@code required}, {@code
 * unknown-member}, {@code duplicate-member}, {@code pattern}, {@code too-long}, {@code too-few},
 * {@code too-many}; at most {@link FieldFault#MOST}, and a text that is no JSON has that fault
 * alone.
 */
public final class PreferenceListReader {
  /**
   * The longest body read: {@value PreferenceList#MOST} preferences need about 20 KiB, at worst 55
   * KiB.
   */
  public static final int MOST_BYTES = 64 * 1024;

  /**
   * The longest programme code, in characters (code points). The longest in use has 21 ({@code
   * Nôngnghiệpcôngnghệcao}), and 27 when its marks are typed apart.
   */
  static final int LONGEST_PROGRAMME_CODE = 40;

  private static final String LIST = "/preferences";
  private static final String INSTITUTION = "institutionCode";
  private static final String PROGRAMME = "programmeCode";
  private static final String METHOD = "methodCode";
  private static final String GROUP = "subjectGroupCode";

  private final JsonCursor json;
  private final BodyFaults faults = new BodyFaults();

  private PreferenceListReader(byte[] body) {
    json = new JsonCursor(body);
  }

  /** Never throws: whatever the bytes are, the answer is a list or its faults. */
  public static Reading<PreferenceList> read(byte[] body) {
    if (body.length > MOST_BYTES) {
      return BodyFaults.tooLarge(body.length, MOST_BYTES);
    }
    try {
      return new PreferenceListReader(body).body();
    } catch (MalformedJson malformed) {
      return BodyFaults.malformed(malformed.offset);
    }
  }

  private Reading<PreferenceList> body() {
    List<Preference> preferences = List.of();
    if (json.peek() == '{') {
      preferences = members();
    } else {
      faults.notAnObject("");
      json.skipValue();
    }
    json.expectEnd();
    return faults.any() ? faults.faulty() : new Read<>(new PreferenceList(preferences));
  }

  private List<Preference> members() {
    List<Preference> preferences = null;
    json.expect('{');
    if (!json.skip('}')) {
      do {
        var name = json.name();
        if (!name.equals("preferences")) {
          faults.unknownMember("", name);
          json.skipValue();
        } else if (preferences != null) {
          faults.duplicateMember(LIST);
          json.skipValue();
        } else {
          preferences = list();
        }
      } while (json.skip(','));
      json.expect('}');
    }
    if (preferences == null) {
      faults.missing(LIST, "danh sách nguyện vọng", "the list of preferences");
      return List.of();
    }
    return preferences;
  }

  private List<Preference> list() {
    var preferences = new ArrayList<Preference>(16);
    if (json.peek() != '[') {
      faults.notAList(LIST);
      json.skipValue();
      return preferences;
    }
    json.expect('[');
    int count = 0;
    if (!json.skip(']')) {
      do {
        if (count++ >= PreferenceList.MOST) {
          json.skipValue();
        } else if (json.peek() == '{') {
          var preference = preference(count - 1);
          if (preference != null) {
            preferences.add(preference);
          }
        } else {
          faults.notAnObject(LIST + "/" + (count - 1));
          json.skipValue();
        }
      } while (json.skip(','));
      json.expect(']');
    }
    if (count == 0) {
      faults.noPreference(LIST);
    } else if (count > PreferenceList.MOST) {
      faults.tooManyPreferences(LIST, PreferenceList.MOST);
    }
    return preferences;
  }

  /**
   * One preference, or null when it has no reference to a programme. Of each code: null while it
   * has not come, empty when it was faulty.
   */
  private @Nullable Preference preference(int place) {
    String institution = null;
    String programme = null;
    String method = null;
    String group = null;
    json.expect('{');
    if (!json.skip('}')) {
      do {
        var name = json.name();
        if (name.equals(INSTITUTION)) {
          institution =
              institution == null
                  ? code(place, name, 2, 10, true)
                  : again(institution, place, name);
        } else if (name.equals(PROGRAMME)) {
          programme = programme == null ? programme(place) : again(programme, place, name);
        } else if (name.equals(METHOD)) {
          method = method == null ? code(place, name, 3, 3, false) : again(method, place, name);
        } else if (name.equals(GROUP)) {
          group = group == null ? code(place, name, 2, 4, true) : again(group, place, name);
        } else {
          faults.unknownMember(LIST + "/" + place, name);
          json.skipValue();
        }
      } while (json.skip(','));
      json.expect('}');
    }
    if (institution == null) {
      faults.missing(pointer(place, INSTITUTION), "mã trường", "the institution's code");
    }
    if (programme == null) {
      faults.missing(pointer(place, PROGRAMME), "mã chương trình", "the programme's code");
    }
    if (institution == null || programme == null || institution.isEmpty() || programme.isEmpty()) {
      return null;
    }
    return new Preference(
        new ProgrammeRef(institution, programme),
        method == null ? "" : method,
        group == null ? "" : group);
  }

  private String again(String first, int place, String name) {
    faults.duplicateMember(pointer(place, name));
    json.skipValue();
    return first;
  }

  private boolean isText(int place, String name) {
    if (json.peek() == '"') {
      return true;
    }
    faults.notText(pointer(place, name));
    json.skipValue();
    return false;
  }

  /** A code of digits and perhaps capital letters, or empty when it is none. */
  private String code(int place, String name, int least, int most, boolean letters) {
    if (!isText(place, name)) {
      return "";
    }
    var code = json.string();
    boolean fits = code.length() >= least && code.length() <= most;
    for (int i = 0; fits && i < code.length(); i++) {
      char c = code.charAt(i);
      fits = (c >= '0' && c <= '9') || (letters && c >= 'A' && c <= 'Z');
    }
    if (!fits) {
      faults.codePattern(pointer(place, name), name);
      return "";
    }
    return code;
  }

  private String programme(int place) {
    if (!isText(place, PROGRAMME)) {
      return "";
    }
    var code = json.string();
    boolean ascii = true;
    boolean fits = !code.isEmpty();
    for (int i = 0; fits && i < code.length(); i++) {
      char c = code.charAt(i);
      ascii &= c < 0x80;
      fits = c != '/' && !Character.isISOControl(c);
    }
    if (!fits) {
      faults.programmePattern(pointer(place, PROGRAMME));
    }
    boolean tooLong = code.codePointCount(0, code.length()) > LONGEST_PROGRAMME_CODE;
    if (tooLong) {
      faults.programmeTooLong(pointer(place, PROGRAMME), LONGEST_PROGRAMME_CODE);
    }
    if (!fits || tooLong) {
      return "";
    }
    return ascii ? code : Normalizer.normalize(code, Normalizer.Form.NFC);
  }

  private static String pointer(int place, String member) {
    return LIST + "/" + place + "/" + member;
  }
}
