package io.jenkins.plugins.artifactscopes.jenkins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.Test;

/** Holds the arrows of {@code docs/design.puml} in the plugin. */
public class PluginArchitectureTest {
    private static final String OURS = "io.jenkins.plugins.artifactscopes";

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS + ".jenkins");

    @Test
    public void shouldHaveNoPackageAndNoArrowThatTheDiagramDoesNotHave() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        Path.of("../../docs/design.puml"), consideringOnlyDependenciesInAnyPackage(OURS + "..")))
                .check(plugin);
    }

    @Test
    public void shouldAskForTheControllerInFewPlaces() {
        noClasses()
                .that()
                .resideInAnyPackage(OURS + ".jenkins.agent..", OURS + ".jenkins.steps..", OURS + ".jenkins.manager..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jenkins.model.Jenkins")
                .check(plugin);
    }
}
