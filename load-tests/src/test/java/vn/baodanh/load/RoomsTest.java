package vn.baodanh.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What plays and audits a service is an outsider: it shares no code with what it judges. */
final class RoomsTest {
  @Test
  void whatJudgesAServiceImportsNoneOfItsClasses() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.baodanh.load");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vn.baodanh.kit..", "vn.baodanh.registration..", "vn.baodanh.payment..")
        .because("an audit that shares code with what it audits shares its mistakes")
        .check(classes);
  }
}
