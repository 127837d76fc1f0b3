package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;

/** What Jenkins has no permission of its own for. Each is had by whoever has the Jenkins permission that goes further. */
public final class ArtifactPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(ArtifactPermissions.class, Messages._ArtifactPermissions_group());

    /** To delete artifacts by hand, and to pin them. */
    public static final Permission DELETE = new Permission(
            GROUP, "Delete", Messages._ArtifactPermissions_delete(), Run.DELETE, true, new PermissionScope[] {
                PermissionScope.ITEM, PermissionScope.RUN
            });

    /** To push by hand to a run or a project, from outside any run. */
    public static final Permission PUSH = new Permission(
            GROUP, "Push", Messages._ArtifactPermissions_push(), Item.CONFIGURE, true, new PermissionScope[] {
                PermissionScope.ITEM, PermissionScope.RUN
            });

    private ArtifactPermissions() {}

    /** Permissions have to be known before a configuration that names them is read. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        DELETE.getId();
    }
}
