package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import hudson.security.csrf.DefaultCrumbIssuer;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Who {@code docs/SECURITY.md} names, with the permissions that it tells: all on the job {@code app}, but for {@code open to all}, who is
 * anonymous and asks for the job {@code open}, which all may read.
 */
final class People {
    static final String NONE = "anonymous";
    static final String OPEN = "open to all";

    /** May do everything to {@code app} and nothing else. */
    static final String OWNER = "owner";

    private static final Map<String, Permission[]> PERMISSIONS = new LinkedHashMap<>();

    static {
        PERMISSIONS.put("stranger", new Permission[0]);
        PERMISSIONS.put("reader", new Permission[] {Item.READ, Run.ARTIFACTS});
        PERMISSIONS.put(
                "no artifacts",
                new Permission[] {Item.READ, ArtifactPermissions.DELETE, ArtifactPermissions.PUSH, Item.CONFIGURE});
        PERMISSIONS.put("configures", new Permission[] {Item.READ, Run.ARTIFACTS, Item.CONFIGURE});
        PERMISSIONS.put("deletes", new Permission[] {Item.READ, Run.ARTIFACTS, ArtifactPermissions.DELETE});
        PERMISSIONS.put("deletes runs", new Permission[] {Item.READ, Run.ARTIFACTS, Run.DELETE});
        PERMISSIONS.put("pushes", new Permission[] {Item.READ, Run.ARTIFACTS, ArtifactPermissions.PUSH});
        PERMISSIONS.put(OWNER, new Permission[] {Item.READ, Run.ARTIFACTS, Item.CONFIGURE, ArtifactPermissions.DELETE});
    }

    private final Map<String, String> tokens = new LinkedHashMap<>();

    People(JenkinsRule jenkins) throws Exception {
        Item app = jenkins.jenkins.getItem("app");
        Item open = jenkins.jenkins.getItem("open");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setCrumbIssuer(new DefaultCrumbIssuer(false));
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
        strategy.grant(Jenkins.ADMINISTER, Run.ARTIFACTS).everywhere().to("admin");
        strategy.grant(Jenkins.READ, Jenkins.SYSTEM_READ).onRoot().to("sees the system");
        strategy.grant(Jenkins.READ, Jenkins.MANAGE).onRoot().to("manages");
        strategy.grant(Item.READ, Run.ARTIFACTS).onItems(open).toEveryone();
        strategy.grant(Jenkins.READ).onRoot().toEveryone();
        PERMISSIONS.forEach(
                (name, permissions) -> strategy.grant(permissions).onItems(app).to(name));
        jenkins.jenkins.setAuthorizationStrategy(strategy);
    }

    static String project(String kind) {
        return kind.equals(OPEN) ? "open" : "app";
    }

    /** An API token by HTTP Basic; empty for anonymous. */
    String authorization(String kind) throws Exception {
        return kind.equals(NONE) || kind.equals(OPEN) ? "" : Client.basic(kind, token(kind));
    }

    String token(String kind) throws Exception {
        String known = tokens.get(kind);
        if (known == null) {
            known = User.getById(kind, true).getProperty(ApiTokenProperty.class).generateNewToken("matrix").plainValue;
            tokens.put(kind, known);
        }
        return known;
    }
}
