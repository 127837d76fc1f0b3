package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Grant.Place;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The transfers that agents may do over HTTP now. They are forgotten when the controller ends, as the steps' transfers are. */
@Extension
public final class Grants {
    private static final String PURPOSE = "transfers";
    private static final int ID_BYTES = 16;

    private final Map<String, Grant> live = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    static Grants get() {
        return ExtensionList.lookupSingleton(Grants.class);
    }

    Grant push(PushTerms terms, Place place) {
        return kept(new Grant(newId(), place, terms));
    }

    Grant pull(ScopeId scope, PathChoice files, Place place) {
        return kept(new Grant(newId(), place, scope, files));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private Grant kept(Grant grant) {
        live.put(grant.id(), grant);
        return grant;
    }

    /** Where the grant's transfer is served, below the address of this Jenkins; ends with a slash. */
    String path(Grant grant) {
        String signature = signer().sign(List.of(PURPOSE, grant.id()));
        return "artifact-scopes/transfers/" + grant.id() + "/" + signature + "/";
    }

    /** The grant of this id, if the signature is right and it is not revoked. */
    public Optional<Grant> find(String id, String signature) {
        boolean signed = id.indexOf('\0') < 0 && signer().isSigned(signature, List.of(PURPOSE, id));
        return signed ? Optional.ofNullable(live.get(id)) : Optional.empty();
    }

    void revoke(Grant grant) {
        live.remove(grant.id());
        grant.revoke();
    }

    private static Signer signer() {
        return SigningKey.signer(PURPOSE);
    }
}
