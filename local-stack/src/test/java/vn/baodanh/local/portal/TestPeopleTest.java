package vn.baodanh.local.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestPeopleTest {
  @Test
  void a_seed_has_the_same_people_each_time() {
    assertEquals(TestPeople.person(7, 12), TestPeople.person(7, 12));
    assertNotEquals(TestPeople.person(7, 12), TestPeople.person(8, 12));
    assertNotEquals(TestPeople.person(7, 12), TestPeople.person(7, 13));
  }

  @Test
  void a_citizen_number_tells_century_sex_and_year_of_birth() {
    for (var number = 0; number < 2_000; number++) {
      var person = TestPeople.person(1, number);
      var year = person.birthDate().getYear();
      person
          .citizenNumber()
          .ifPresent(digits -> {
            assertTrue(digits.matches("0[0-9]{11}"), digits);
            var century = Character.digit(digits.charAt(3), 10);
            var female = person.sex() == TestPerson.Sex.FEMALE;
            assertEquals((year >= 2000 ? 2 : 0) + (female ? 1 : 0), century);
            assertEquals("%02d".formatted(year % 100), digits.substring(4, 6));
          });
    }
  }

  @Test
  void a_person_is_found_by_the_citizen_number() {
    for (var number : new int[] {0, 1, 198, 1_234_567, 9_999_998}) {
      var person = TestPeople.person(-7, number);
      var digits = person.citizenNumber().orElseThrow();
      assertEquals(person, TestPeople.withCitizenNumber(-7, TestPeople.MOST, digits).orElseThrow());
      assertTrue(TestPeople.withCitizenNumber(-7, number, digits).isEmpty());
    }
    assertTrue(TestPeople.withCitizenNumber(-7, TestPeople.MOST, "001208").isEmpty());
  }

  @Test
  void no_two_people_share_a_subject_or_a_document() {
    var seen = new HashSet<String>();
    IntStream.concat(IntStream.range(0, 50_000), IntStream.range(2_000_000, 2_050_000))
        .forEach(number -> {
          var person = TestPeople.person(3, number);
          assertTrue(seen.add(person.subject()));
          assertTrue(seen.add(person.citizenNumber().or(person::passport).orElseThrow()));
        });
  }

  @Test
  void names_are_composed_unicode() {
    for (var number = 0; number < 2_000; number++) {
      var name = TestPeople.person(5, number).name();
      assertTrue(Normalizer.isNormalized(name, Normalizer.Form.NFC), name);
      assertTrue(name.matches("\\S+( \\S+)+"), name);
    }
  }

  @Test
  void every_two_hundredth_has_a_passport_instead() {
    var person = TestPeople.person(1, 199);
    assertTrue(person.citizenNumber().isEmpty());
    assertTrue(person.passport().isPresent());
  }
}
