package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sender of a request may do. */
public interface Access {
    /** For people to read: who pushed. */
    String name();

    /** Whose contents count as known to it. */
    Holder holder();

    boolean mayRead(ScopeId scope);

    /** Whether it may know that the scope is there; if not, it is answered as if nothing had ever been pushed to it. Who may read it may. */
    default boolean mayKnow(ScopeId scope) {
        return true;
    }

    boolean mayWrite(ScopeId scope);

    /** Why it may not write there although it is let in; empty where there is nothing more to tell than that. */
    default Optional<String> writeRefusal(ScopeId scope) {
        return Optional.empty();
    }

    /** Whether it may read and change what holds for all projects. */
    default boolean mayAdminister() {
        return false;
    }

    /**
     * Hears that a push of its own to the scope, which it may write, is about to begin.
     *
     * @throws IOException when it cannot begin
     */
    default void pushing(ScopeId scope) throws IOException {
        // Most hosts have nothing to prepare.
    }

    /** Whether it may delete there, and say what is kept; who may write may, where a host has no finer words. */
    default boolean mayDelete(ScopeId scope) {
        return mayWrite(scope);
    }

    /** Whether it may change how long the project keeps things. */
    default boolean mayConfigure(String project) {
        return mayWrite(ScopeId.project(project));
    }

    /** What is pushed, for one who is let in for one push alone; empty where the request says it. */
    default Optional<PushTerms> push() {
        return Optional.empty();
    }

    /**
     * Looks whether there still is what it was let in for: asked now and then while it is sent something.
     *
     * @throws IOException when that is over, and the answer is to be broken off
     */
    default void requireLive() throws IOException {
        // Who is let in by a token of its own is so for the whole answer.
    }

    /**
     * As long as what the address is good at which a push goes on that was opened with this access: words for {@link
     * Authority#requireLive}, which everybody may see. Empty for as long as any address is.
     */
    default String bound() {
        return "";
    }

    /**
     * Whether it may read all scopes there are and will be: of one run of the project, or of the whole project.
     *
     * @param workflow the run, or null for the whole project
     */
    default boolean mayReadAll(String project, @Nullable String workflow) {
        Holder holder = holder();
        return holder.project().equals(project)
                && holder.job() == null
                && (holder.workflow() == null || holder.workflow().equals(workflow));
    }
}
