package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a deed has to say, in the language of who reads it.
 *
 * @param to who may read it
 */
record UpkeepLine(Predicate<Viewer> to, Supplier<String> text) {
    /** What names no project. */
    static UpkeepLine forAll(Supplier<String> text) {
        return new UpkeepLine(viewer -> true, text);
    }

    /** What may name any project, or tell where files lie. */
    static UpkeepLine forAdministrators(Supplier<String> text) {
        return new UpkeepLine(Viewer::administers, text);
    }

    /** What names a scope, or what is in it. */
    static UpkeepLine about(ScopeId scope, Supplier<String> text) {
        return new UpkeepLine(viewer -> viewer.mayRead(scope), text);
    }

    /** @param scope null where it is not known what scope the text is about */
    static UpkeepLine problem(@Nullable ScopeId scope, String text) {
        return scope == null ? forAdministrators(() -> text) : about(scope, () -> text);
    }
}
