package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Who is answered what. An operation of the contract without its lines here fails the test. */
final class AccessTable {
  /**
   * Columns: operation; which filing its path names, if it names one; then what each of five people
   * is answered. {@code recorded} and {@code waiting} are filings of the owner, one in the journal,
   * one still in the queue only; {@code unknown} is nobody's. {@code person} is signed in but has
   * neither citizen number nor passport. {@code other} is tried as a candidate of the owner's
   * partition and as one of another.
   */
  private static final String TABLE =
      """
      operation         filing    anonymous          broken token       person               owner                 other
      putPreferences    -         401 token-missing  401 token-invalid  403 not-a-candidate  202                   202
      getPreferences    -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      putExamRegistration       -  401 token-missing  401 token-invalid  403 not-a-candidate  202                  422 rules
      getExamRegistration       -  401 token-missing  401 token-invalid  403 not-a-candidate  200                  200
      withdrawExamRegistration  -  401 token-missing  401 token-invalid  403 not-a-candidate  202                  409 nothing-to-withdraw
      listFilings       -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      getFiling         recorded  401 token-missing  401 token-invalid  403 not-a-candidate  200                   404 filing-unknown
      getFiling         waiting   401 token-missing  401 token-invalid  403 not-a-candidate  200                   404 filing-unknown
      getFiling         unknown   401 token-missing  401 token-invalid  403 not-a-candidate  404 filing-unknown    404 filing-unknown
      getReceipt        recorded  401 token-missing  401 token-invalid  403 not-a-candidate  200                   404 filing-unknown
      getReceipt        waiting   401 token-missing  401 token-invalid  403 not-a-candidate  409 not-yet-recorded  404 filing-unknown
      getReceipt        unknown   401 token-missing  401 token-invalid  403 not-a-candidate  404 filing-unknown    404 filing-unknown
      listMessages      -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      getIdentityCheck  -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      getPrefill        -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      markMessagesRead  -         401 token-missing  401 token-invalid  403 not-a-candidate  204                   204
      getMyGrants       -         401 token-missing  401 token-invalid  200                    200                   200
      sendStepUpCode    -         401 token-missing  401 token-invalid  403 not-a-candidate  409 no-contact        409 no-contact
      proveStepUp       -         401 token-missing  401 token-invalid  403 not-a-candidate  403 code-wrong        403 code-wrong
      createBill        -         401 token-missing  401 token-invalid  403 not-a-candidate  409 preferences-open  409 preferences-open
      getBill           -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      startPayment      -         401 token-missing  401 token-invalid  403 not-a-candidate  409 bill-missing      409 bill-missing
      listPayments      -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      getFeeReceipt     -         401 token-missing  401 token-invalid  403 not-a-candidate  404 receipt-none      404 receipt-none
      createPaymentLink  -        401 token-missing  401 token-invalid  403 not-a-candidate  409 bill-missing      409 bill-missing
      listPaymentLinks  -         401 token-missing  401 token-invalid  403 not-a-candidate  200                   200
      revokePaymentLink  recorded  401 token-missing  401 token-invalid  403 not-a-candidate  404 link-unknown  404 link-unknown
      revokePaymentLink  waiting  401 token-missing  401 token-invalid  403 not-a-candidate  404 link-unknown  404 link-unknown
      revokePaymentLink  unknown  401 token-missing  401 token-invalid  403 not-a-candidate  404 link-unknown  404 link-unknown
      showPaymentLink   unknown   404 link-unknown   404 link-unknown   404 link-unknown     404 link-unknown      404 link-unknown
      startLinkPayment  unknown   404 link-unknown   404 link-unknown   404 link-unknown     404 link-unknown      404 link-unknown
      listHeads         -         200                200                200                  200                   200
      showSession       -         200                200                200                  200                   200
      endSession        -         401 session-not-from-pages  401 session-not-from-pages  401 session-not-from-pages  401 session-not-from-pages  401 session-not-from-pages
      showSeason        -         200                200                200                  200                   200
      showRules         -         200                200                200                  200                   200
      listDepartments   -         200                200                200                  200                   200
      listSchools       -         200                200                200                  200                   200
      listSubjects      -         200                200                200                  200                   200
      listSubjectGroups  -        200                200                200                  200                   200
      listMethods       -         200                200                200                  200                   200
      listInstitutions  -         200                200                200                  200                   200
      listProgrammes    -         200                200                200                  200                   200
      """;

  private AccessTable() {}

  /** In the order of the columns. */
  enum Who {
    ANONYMOUS,
    BROKEN,
    PERSON,
    OWNER,
    OTHER
  }

  /** What each of them is answered by one operation about one filing. */
  record Line(String operation, String filing, List<String> answers) {
    String answer(Who who) {
      return answers.get(List.of(Who.values()).indexOf(who));
    }
  }

  static List<Line> lines() {
    return TABLE.lines().skip(1).map(AccessTable::line).toList();
  }

  private static Line line(String line) {
    List<String> cells = List.of(line.split(" {2,}"));
    assertEquals(2 + Who.values().length, cells.size(), line);
    return new Line(cells.get(0), cells.get(1), cells.subList(2, cells.size()));
  }
}
