package io.jenkins.plugins.artifactscopes.jenkins.http;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;

/** What of the plugin Stapler calls for a request: by its name, or because a class has a page. */
final class WebMethods {
    private static final String OURS = "io.jenkins.plugins.artifactscopes.jenkins";

    private WebMethods() {}

    /** Such as {@code AgeRule.doCheckKeep}, and {@code RunScopesAction index} for a page. */
    static Set<String> all(ClassLoader loader) {
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
            if (loader.getResource(type.getName().replace('.', '/').replace('$', '/') + "/index.jelly") != null) {
                found.add(name(type) + " index");
            }
        }
        return found;
    }

    /** Of a descriptor, the class that it describes. */
    private static String name(JavaClass type) {
        return type.getEnclosingClass().map(JavaClass::getSimpleName).orElse(type.getSimpleName());
    }
}
