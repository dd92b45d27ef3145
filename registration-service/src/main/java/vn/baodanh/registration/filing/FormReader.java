package vn.baodanh.registration.filing;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a form in one pass and gathers everything that is not as its shape says. */
final class FormReader {
  private static final Pattern DAY =
      Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");

  /** Stands for what was read and is faulty; nobody sees a form that has such. */
  private static final Object FAULTY = new Object();

  private final JsonCursor json;
  private final BodyFaults faults = new BodyFaults();

  private FormReader(byte[] body) {
    json = new JsonCursor(body);
  }

  /** Never throws: whatever the bytes are, the answer is a filled form or its faults. */
  static Reading<Filled> read(byte[] body, int mostBytes, Shape.Form form) {
    if (body.length > mostBytes) {
      return BodyFaults.tooLarge(body.length, mostBytes);
    }
    try {
      return new FormReader(body).read(form);
    } catch (MalformedJson malformed) {
      return BodyFaults.malformed(malformed.offset);
    }
  }

  private Reading<Filled> read(Shape.Form form) {
    var filled = form(form, "");
    json.expectEnd();
    return filled == null || faults.any() ? faults.faulty() : new Read<>(filled);
  }

  /** What stands here, or null when it is faulty. */
  private @Nullable Object value(Shape shape, String pointer) {
    return switch (shape) {
      case Shape.Text text -> text(text, pointer);
      case Shape.Day day -> day(pointer);
      case Shape.OneOf oneOf -> word(oneOf, pointer);
      case Shape.Flag flag -> flag(pointer);
      case Shape.Many many -> many(many, pointer);
      case Shape.Form form -> form(form, pointer);
    };
  }

  private @Nullable Filled form(Shape.Form form, String pointer) {
    if (json.peek() != '{') {
      faults.notAnObject(pointer);
      json.skipValue();
      return null;
    }
    Map<String, Object> valueByName = HashMap.newHashMap(form.members().size());
    json.expect('{');
    if (!json.skip('}')) {
      do {
        member(form, pointer, valueByName);
      } while (json.skip(','));
      json.expect('}');
    }
    for (var member : form.members()) {
      if (member.required() && !valueByName.containsKey(member.name())) {
        faults.missing(pointer + "/" + member.name(), member.vietnamese(), member.english());
      }
    }
    return new Filled(valueByName);
  }

  private void member(Shape.Form form, String pointer, Map<String, Object> valueByName) {
    var name = json.name();
    var member = form.byName().get(name);
    if (member == null) {
      faults.unknownMember(pointer, name);
      json.skipValue();
    } else if (valueByName.containsKey(name)) {
      faults.duplicateMember(pointer + "/" + name);
      json.skipValue();
    } else {
      var value = value(member.shape(), pointer + "/" + name);
      valueByName.put(name, value == null ? FAULTY : value);
    }
  }

  private @Nullable List<Object> many(Shape.Many many, String pointer) {
    if (json.peek() != '[') {
      faults.notAList(pointer);
      json.skipValue();
      return null;
    }
    var items = new ArrayList<Object>();
    int count = 0;
    json.expect('[');
    if (!json.skip(']')) {
      do {
        var item = count < many.most() ? value(many.item(), pointer + "/" + count) : skipped();
        count++;
        if (item != null) {
          items.add(item);
        }
      } while (json.skip(','));
      json.expect(']');
    }
    if (count == 0) {
      faults.empty(pointer);
    } else if (count > many.most()) {
      faults.tooMany(pointer, many.most());
    }
    return items;
  }

  private @Nullable Object skipped() {
    json.skipValue();
    return null;
  }

  private @Nullable String text(Shape.Text shape, String pointer) {
    var sent = string(pointer);
    if (sent == null) {
      return null;
    }
    boolean isNormal = Normalizer.isNormalized(sent, Normalizer.Form.NFC);
    var text = isNormal ? sent : Normalizer.normalize(sent, Normalizer.Form.NFC);
    if (isTooLong(sent, shape) || isTooLong(text, shape)) {
      faults.tooLong(pointer, shape.most());
      return null;
    }
    if (!isAsShaped(sent, shape) || !(isNormal || isAsShaped(text, shape))) {
      faults.pattern(pointer, shape.vietnamese(), shape.english());
      return null;
    }
    return shape.trimmed() ? trimmed(text) : text;
  }

  private static boolean isAsShaped(String text, Shape.Text shape) {
    return shape.pattern().matcher(text).matches();
  }

  private static boolean isTooLong(String text, Shape.Text shape) {
    return text.codePointCount(0, text.length()) > shape.most();
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && Character.isSpaceChar(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isSpaceChar(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private @Nullable LocalDate day(String pointer) {
    var text = string(pointer);
    if (text == null) {
      return null;
    }
    try {
      if (DAY.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException thereIsNoSuchDay) {
      // said below
    }
    faults.pattern(
        pointer,
        "Ngày có dạng năm-tháng-ngày, ví dụ 2008-02-29.",
        "A day is written as 2008-02-29.");
    return null;
  }

  private @Nullable Worded word(Shape.OneOf oneOf, String pointer) {
    var text = string(pointer);
    if (text == null) {
      return null;
    }
    for (var choice : oneOf.choices()) {
      if (choice.text().equals(text)) {
        return choice;
      }
    }
    faults.unknownWord(pointer, oneOf.choices());
    return null;
  }

  private @Nullable Boolean flag(String pointer) {
    int first = json.peek();
    if (first != 't' && first != 'f') {
      faults.notAFlag(pointer);
    }
    json.skipValue();
    return first == 't' ? Boolean.TRUE : first == 'f' ? Boolean.FALSE : null;
  }

  private @Nullable String string(String pointer) {
    if (json.peek() == '"') {
      return json.string();
    }
    faults.notText(pointer);
    json.skipValue();
    return null;
  }
}
