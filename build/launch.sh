# What run and load-tests/bench share: finds a JDK 25 and builds what is not built. To be sourced,
# with $home set to the repository.
modules=(service-kit local-stack registration-service payment-adapter load-tests)

fail() {
  echo "$1" >&2
  exit 1
}

is_jdk_25() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [[ -n $version && $version -ge 25 ]]
}

find_jdk() {
  local javac candidate
  javac=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" \
    ${javac:+"$(dirname -- "$(dirname -- "$(readlink -f -- "$javac")")")"} \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/java/* ~/.sdkman/candidates/java/* ~/.jdks/*; do
    if [[ -n $candidate ]] && is_jdk_25 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  fail "A JDK 25 or newer is needed and was not found: install one, or set JAVA_HOME to it."
}

is_built() {
  local stamp=$home/local-stack/target/run-built module
  [[ -e $stamp ]] || return 1
  for module in "${modules[@]}"; do
    [[ -e $home/$module/target/$module-1-SNAPSHOT.jar ]] || return 1
    [[ -z $(find "$home/$module/pom.xml" "$home/$module/src/main" -newer "$stamp" -print -quit) ]] || return 1
  done
  [[ ! $home/pom.xml -nt $stamp ]]
}

build() {
  command -v mvn >/dev/null || fail "Maven (mvn) is needed to build and was not found: install it."
  echo "Building; the first time takes a minute or two." >&2
  local started
  started=$(mktemp)
  (cd "$home" && JAVA25_HOME=$1 mvn -q -B -Dmaven.test.skip=true package) || {
    rm -f "$started"
    fail "The build failed; what Maven says is above."
  }
  mv "$started" "$home/local-stack/target/run-built"
}

jdk=$(find_jdk) || exit 1
is_built || build "$jdk"
