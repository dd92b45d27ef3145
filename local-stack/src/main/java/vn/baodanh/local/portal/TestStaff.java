package vn.baodanh.local.portal;

import java.util.List;

/**
 * Those of a seed's {@link TestPeople} who work for the season and are no candidates: the last
 * ones, whom no play reaches.
 */
public final class TestStaff {
  /** Two operators (Bộ GDĐT), since decisions take two. */
  public static final List<Integer> OPERATORS = List.of(TestPeople.MOST - 3, TestPeople.MOST - 4);

  /** Two of finance, since money leaves when two let it go. */
  public static final List<Integer> FINANCE = List.of(TestPeople.MOST - 5, TestPeople.MOST - 6);

  private TestStaff() {}

  /** The portal's names of the operators of this seed. */
  public static List<String> operatorSubjects(long seed) {
    return OPERATORS.stream().map(number -> TestPeople.person(seed, number).subject()).toList();
  }
}
