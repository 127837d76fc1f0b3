package io.jenkins.plugins.artifactscopes.jenkins.http;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.ModelObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What of the plugin Stapler calls for a request: by its name, or because a class has a page. */
final class WebMethods {
    private static final String OURS = "io.jenkins.plugins.artifactscopes.jenkins";

    private static final Path RESOURCES = Path.of("src/main/resources");

    /** What Jenkins gives addresses to. */
    private static final List<Class<?>> ADDRESSED = List.of(Action.class, ModelObject.class, Descriptor.class);

    private WebMethods() {}

    /** Such as {@code AgeRule.doCheckKeep}, and {@code ScopesManagement audit} for a view. */
    static Set<String> all() throws IOException {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(OURS)) {
            for (JavaMethod method : type.getMethods()) {
                boolean called = method.getName().matches("(do|js)[A-Z].*")
                        && method.getModifiers().contains(JavaModifier.PUBLIC);
                if (called && !method.getModifiers().contains(JavaModifier.BRIDGE)) {
                    found.add(name(type) + "." + method.getName());
                }
            }
            if (ADDRESSED.stream().anyMatch(type::isAssignableTo)) {
                views(type).forEach(view -> found.add(name(type) + " " + view));
            }
        }
        return found;
    }

    /** Its pages, and the parts of pages, which have to be refused. */
    private static List<String> views(JavaClass type) throws IOException {
        Path directory = RESOURCES.resolve(type.getName().replace('.', '/').replace('$', '/'));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jelly"))
                    .map(name -> name.substring(0, name.length() - ".jelly".length()))
                    .toList();
        }
    }

    /** Of a descriptor, the class that it describes. */
    private static String name(JavaClass type) {
        return type.getEnclosingClass().map(JavaClass::getSimpleName).orElse(type.getSimpleName());
    }
}
