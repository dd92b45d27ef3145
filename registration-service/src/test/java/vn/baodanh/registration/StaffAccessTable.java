package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import vn.baodanh.registration.person.Role;

/**
 * What staff are answered whose role an operation names. Everybody else is answered 403; that needs
 * no line.
 */
final class StaffAccessTable {
  /**
   * Columns: operation; role; what is answered about an object of the own organisation; and about
   * another's. {@code -} where the role is for the whole country.
   */
  private static final String TABLE =
      """
      operation        role               own                    foreign
      listProposals    operator           200                    -
      listProposals    operator-approver  200                    -
      listProposals    auditor            200                    -
      getProposal      operator           200                    -
      getProposal      operator-approver  200                    -
      getProposal      auditor            200                    -
      approveProposal  operator-approver  200                    -
      rejectProposal   operator           409 proposal-decided   -
      rejectProposal   operator-approver  409 proposal-decided   -
      listGrants       school             200                    -
      listGrants       department         200                    -
      listGrants       institution        200                    -
      listGrants       finance            200                    -
      listGrants       finance-approver   200                    -
      listGrants       auditor            200                    -
      listGrants       operator           200                    -
      listGrants       operator-approver  200                    -
      giveGrant        operator           201                    -
      giveGrant        department         201                    403 not-yours-to-give
      giveGrant        institution        201                    403 not-yours-to-give
      endGrant         operator           204                    -
      endGrant         department         204                    404 grant-unknown
      endGrant         institution        204                    404 grant-unknown
      proposeCatalogueFile   operator           201                    -
      listCatalogueVersions  operator           200                    -
      listCatalogueVersions  operator-approver  200                    -
      listCatalogueVersions  auditor            200                    -
      getCatalogueFile       operator           200                    -
      getCatalogueFile       operator-approver  200                    -
      getCatalogueFile       auditor            200                    -
      listSuspectedDuplicates    operator           200                    -
      listSuspectedDuplicates    operator-approver  200                    -
      dismissSuspectedDuplicate  operator           404 suspicion-unknown  -
      proposeCandidateMerge      operator           202                    -
      listWindows      operator           200                    -
      listWindows      operator-approver  200                    -
      listWindows      auditor            200                    -
      listWindows      department         200                    200
      proposeWindowChange  operator       202                    -
      createPaymentToken  finance           200                  -
      createPaymentToken  finance-approver  200                  -
      createPaymentToken  auditor           200                  -
      createPaymentToken  operator          200                  -
      enterExamRegistration  school       202                    403 other-school
      findExamRegistration   school       200                    403 other-school
      pullApplications     institution    200                    403 not-your-institution
      listSnapshots        institution    200                    403 not-your-institution
      getSnapshot          institution    404 snapshot-unknown   403 not-your-institution
      pullSnapshot         institution    404 snapshot-unknown   403 not-your-institution
      uploadAdmittedList   institution    403 lists-open         403 not-your-institution
      listAdmittedLists    institution    200                    403 not-your-institution
      getAdmittedList      institution    404 admitted-list-unknown  403 not-your-institution
      """;

  private StaffAccessTable() {}

  /** What one role is answered by one operation. */
  record Line(String operation, Role role, String own, String foreign) {}

  static List<Line> lines() {
    return TABLE.lines().skip(1).map(StaffAccessTable::line).toList();
  }

  private static Line line(String line) {
    List<String> cells = List.of(line.strip().split(" {2,}"));
    assertEquals(4, cells.size(), line);
    return new Line(cells.get(0), Role.of(cells.get(1)).orElseThrow(), cells.get(2), cells.get(3));
  }
}
