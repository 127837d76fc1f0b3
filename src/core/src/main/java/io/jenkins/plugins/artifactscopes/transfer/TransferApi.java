package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.List;

/**
 * The names in the HTTP interface for transfers, relative to where it is served.
 *
 * <pre>
 * POST   pushes?scope…&amp;attempt&amp;destination&amp;overwrite&amp;expireIn&amp;branch&amp;sha   deflated plan → id, url, position, wanted digests
 * POST   pushes/ID/digests  signed                     digests → known contents
 * PUT    pushes/ID          signed, &amp;entries&amp;bytes     blocks with the contents → 204
 * GET    pushes/ID          signed                     → position, and why the last stream was refused
 * POST   pushes/ID/commit   signed                     → receipt
 * DELETE pushes/ID          signed                     forgets it → 204
 * GET    tree?scope…&amp;path&amp;include&amp;exclude&amp;version&amp;files&amp;bytes   → blocks with plan and contents
 * GET    entries?scope…&amp;path                           → JSON array
 * DELETE entries?scope…&amp;path                           → what was removed
 * </pre>
 *
 * <p>The scope is told by {@code scope}, {@code project}, {@code workflow} and {@code job}.
 */
public final class TransferApi {
    public static final String PUSHES = "pushes";
    public static final String TREE = "tree";
    public static final String ENTRIES = "entries";
    public static final String DIGESTS = "digests";
    public static final String COMMIT = "commit";

    /** Each call above, as method and path. */
    public static final List<String> CALLS = List.of(
            "POST " + PUSHES,
            "POST " + PUSHES + "/{id}/" + DIGESTS,
            "PUT " + PUSHES + "/{id}",
            "GET " + PUSHES + "/{id}",
            "POST " + PUSHES + "/{id}/" + COMMIT,
            "DELETE " + PUSHES + "/{id}",
            "GET " + TREE,
            "GET " + ENTRIES,
            "DELETE " + ENTRIES);

    private TransferApi() {}

    /** The query that names a scope instance. */
    static UrlQuery scope(ScopeId scope) {
        return new UrlQuery()
                .with("scope", scope.scope().word())
                .with("project", scope.project())
                .with("workflow", scope.workflow().orElse(""))
                .with("job", scope.job().orElse(""));
    }
}
