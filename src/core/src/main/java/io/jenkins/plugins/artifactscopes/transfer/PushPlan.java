package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** Makes the plan of a push from the tree as it is. */
final class PushPlan {
    private PushPlan() {}

    /** @throws TransferFailed when there is nothing to push or something cannot be read */
    static PlanSpool of(PushRequest request, TransferTools tools, Cancellation cancellation) throws IOException {
        PlanSpool plan =
                PlanSpool.write(tools.temporary(), writer -> request.files().walk(cancellation, entry -> {
                    // The scope itself is no entry: what goes into its root stands for itself.
                    if (!request.destination().resolve(entry.path()).isRoot()) {
                        writer.write(entry);
                    }
                }));
        PlanTotals totals = plan.totals();
        if (totals.files() + totals.links() == 0 && !request.allowEmpty()) {
            plan.close();
            throw new TransferFailed("There is no file to push in " + request.source()
                    + (isFiltered(request) ? " that is included and not excluded" : "")
                    + ". Allow empty (--allow-empty, allowEmpty: true) if that is meant.");
        }
        return plan;
    }

    private static boolean isFiltered(PushRequest request) {
        return request.chosen() != null
                || !request.filter().includes().isEmpty()
                || !request.filter().excludes().isEmpty();
    }
}
