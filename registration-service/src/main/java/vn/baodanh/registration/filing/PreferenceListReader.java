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
    List<ProgrammeRef> preferences = List.of();
    if (json.peek() == '{') {
      preferences = members();
    } else {
      faults.notAnObject("");
      json.skipValue();
    }
    json.expectEnd();
    return faults.any() ? faults.faulty() : new Read<>(new PreferenceList(preferences));
  }

  private List<ProgrammeRef> members() {
    List<ProgrammeRef> preferences = null;
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

  private List<ProgrammeRef> list() {
    var preferences = new ArrayList<ProgrammeRef>(16);
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

  /** One preference, or null when something in it was faulty. */
  private @Nullable ProgrammeRef preference(int place) {
    String institution = null;
    String programme = null;
    boolean institutionSeen = false;
    boolean programmeSeen = false;
    json.expect('{');
    if (!json.skip('}')) {
      do {
        var name = json.name();
        if (name.equals("institutionCode")) {
          var code = code(place, name, institutionSeen);
          institution = institutionSeen || code == null ? institution : institution(code, place);
          institutionSeen = true;
        } else if (name.equals("programmeCode")) {
          var code = code(place, name, programmeSeen);
          programme = programmeSeen || code == null ? programme : programme(code, place);
          programmeSeen = true;
        } else {
          faults.unknownMember(LIST + "/" + place, name);
          json.skipValue();
        }
      } while (json.skip(','));
      json.expect('}');
    }
    if (!institutionSeen) {
      faults.missing(pointer(place, "institutionCode"), "mã trường", "the institution's code");
    }
    if (!programmeSeen) {
      faults.missing(pointer(place, "programmeCode"), "mã chương trình", "the programme's code");
    }
    return institution == null || programme == null
        ? null
        : new ProgrammeRef(institution, programme);
  }

  /** The text of a member, or null when it is no text or came before. */
  private @Nullable String code(int place, String name, boolean seen) {
    if (seen) {
      faults.duplicateMember(pointer(place, name));
      json.skipValue();
      return null;
    }
    if (json.peek() != '"') {
      faults.notText(pointer(place, name));
      json.skipValue();
      return null;
    }
    return json.string();
  }

  private @Nullable String institution(String code, int place) {
    boolean fits = code.length() >= 2 && code.length() <= 10;
    for (int i = 0; fits && i < code.length(); i++) {
      char c = code.charAt(i);
      fits = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    if (!fits) {
      faults.institutionPattern(pointer(place, "institutionCode"));
      return null;
    }
    return code;
  }

  private @Nullable String programme(String code, int place) {
    boolean ascii = true;
    boolean fits = !code.isEmpty();
    for (int i = 0; fits && i < code.length(); i++) {
      char c = code.charAt(i);
      ascii &= c < 0x80;
      fits = c != '/' && !Character.isISOControl(c);
    }
    if (!fits) {
      faults.programmePattern(pointer(place, "programmeCode"));
    }
    boolean tooLong = code.codePointCount(0, code.length()) > LONGEST_PROGRAMME_CODE;
    if (tooLong) {
      faults.programmeTooLong(pointer(place, "programmeCode"), LONGEST_PROGRAMME_CODE);
    }
    if (!fits || tooLong) {
      return null;
    }
    return ascii ? code : Normalizer.normalize(code, Normalizer.Form.NFC);
  }

  private static String pointer(int place, String member) {
    return LIST + "/" + place + "/" + member;
  }
}
