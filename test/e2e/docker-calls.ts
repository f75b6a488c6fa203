/**
 * What users of the docker CLI do, each a line of bash. `$W` is a name of its own for each way to the daemon,
 * `$ROOT` a folder with a root file system (busybox), `$CONTEXT` and `$CONTEXTS` build contexts, `$REGISTRY` a
 * registry that wants a login. A call may use what the calls before it made.
 */
export interface DockerCall {
  readonly name: string;
  readonly script: string;
  /** `lines`: in any order, as parallel work comes. `buildkit`, `compose`: of the progress, what does not depend on time. */
  readonly compare?: 'lines' | 'buildkit' | 'compose';
  /** Python's TLS cannot do it. */
  readonly plainOnly?: true;
  /** A program that it takes, beside docker. */
  readonly needs?: 'docker-compose' | 'docker-buildx' | 'script' | 'curl' | 'python3';
}

const classic = 'DOCKER_BUILDKIT=0';
/** Without a bridge, BuildKit has no other network. */
const buildkit = 'DOCKER_BUILDKIT=1 docker build --network none --build-arg BASE=$W/box';
/** In a terminal whose user types nothing. `script` itself may miss the exit code of a command, so it is printed. */
const terminal = (command: string): string =>
  `script -qc "${command}; echo exited \\$?" /dev/null < <(exec sleep 10 2>/dev/null)`;

export const dockerCalls: readonly DockerCall[] = [
  { name: 'version', script: "docker version --format '{{.Server.Version}} {{.Server.APIVersion}}'" },
  { name: 'info', script: "docker info --format '{{.Driver}} {{.ServerVersion}}'" },
  {
    name: 'import of a tar from a pipe',
    script:
      "cp -r $ROOT root && echo $W >root/way && tar -C root -c . | docker import --change 'ENV PATH=/bin' - $W/box",
  },
  { name: 'images', script: "docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' $W/box" },
  { name: 'tag', script: 'docker tag $W/box $W/box:two && docker rmi $W/box:two' },
  { name: 'history', script: "docker history --format '{{.Size}} {{.Comment}}' $W/box" },

  { name: 'classic build', script: `${classic} docker build --build-arg BASE=$W/box -t $W/web $CONTEXT` },
  {
    name: 'classic build from the cache',
    script: `${classic} docker build --build-arg BASE=$W/box $CONTEXT`,
  },
  {
    name: 'classic build that fails',
    script: `${classic} docker build --build-arg BASE=$W/box -f $CONTEXT/failing.dockerfile $CONTEXT`,
  },
  {
    name: 'classic build of a bad Dockerfile',
    script: `printf 'FROM scratch\\nFRUM x\\n' | ${classic} docker build -`,
  },
  {
    name: 'classic build without a context',
    script: `printf "FROM $W/box\\nLABEL a=b\\n" | ${classic} docker build -q -`,
  },
  {
    name: 'classic build of a tar in gzip from a pipe',
    script: `tar -C $CONTEXT -cz . | ${classic} docker build --build-arg BASE=$W/box -f copy.dockerfile -q -`,
  },
  {
    name: 'classic build of a large context',
    script: `${classic} docker build --build-arg BASE=$W/box -q $CONTEXTS/large`,
  },
  {
    name: 'BuildKit build',
    script: `${buildkit} --progress plain -t $W/kit $CONTEXT`,
    compare: 'buildkit',
  },
  { name: 'BuildKit build, quiet', script: `${buildkit} -f $CONTEXT/copy.dockerfile -q $CONTEXT` },
  {
    name: 'BuildKit build with a secret',
    script: `printf hidden >$W.secret; ${buildkit} --progress plain --no-cache --secret id=s,src=$W.secret -f $CONTEXT/secret.dockerfile $CONTEXT`,
    compare: 'buildkit',
  },
  {
    name: 'BuildKit build that fails',
    script: `${buildkit} --progress plain -f $CONTEXT/failing.dockerfile $CONTEXT`,
    compare: 'buildkit',
  },
  {
    name: 'BuildKit build of a large context',
    script: `${buildkit} -q $CONTEXTS/large`,
  },
  {
    name: 'buildx build with a secret',
    script:
      'printf hidden >$W.secret; docker buildx build --network none --progress plain --no-cache --build-arg BASE=$W/box --secret id=s,src=$W.secret -f $CONTEXT/secret.dockerfile $CONTEXT',
    compare: 'buildkit',
    needs: 'docker-buildx',
  },

  { name: 'run', script: 'docker run --rm $W/box echo hello' },
  { name: 'run with an exit code', script: "docker run --rm $W/box sh -c 'echo out; echo err >&2; exit 42'" },
  { name: 'run that prints much', script: "docker run --rm $W/box sh -c 'seq 1 40000' | cksum" },
  { name: 'run of a command that is not there', script: 'docker run --rm $W/box nosuch' },
  { name: 'run of an image that is not there', script: 'docker run --rm --pull never $W/nosuch' },
  { name: 'run -i, input from a pipe', script: 'seq 1 40000 | docker run --rm -i $W/box cat | cksum' },
  {
    name: 'run -i, input closed before the output',
    script: "printf 'one\\n' | docker run --rm -i $W/box sh -c 'cat; sleep 0.3; echo after'",
  },
  {
    name: 'run -i, output closed before the input',
    script: "seq 1 2000 | docker run --rm -i $W/box sh -c 'read line; echo $line; exec >&- 2>&-; cat'",
  },
  { name: 'run -it', script: terminal("docker run --rm -it $W/box sh -c 'tty; exit 3'"), needs: 'script' },
  { name: 'run -t without input', script: 'docker run --rm -t $W/box echo hello' },
  { name: 'run -d', script: "docker run -d --name $W-counts $W/box sh -c 'seq 1 3; sleep 0.4; seq 4 6'" },
  { name: 'logs -f', script: 'docker logs -f $W-counts' },
  { name: 'wait', script: 'docker wait $W-counts' },
  { name: 'logs --tail', script: 'docker logs --tail 2 $W-counts' },
  {
    name: 'start with input from a pipe',
    script:
      'docker create -i --name $W-once $W/box sh -c "read line; echo got \\$line; exit 6"; echo hi | docker start -ai $W-once; docker rm $W-once',
  },
  {
    name: 'attach with input from a pipe',
    script:
      'docker run -d -i --name $W-reads $W/box sh -c "read line; sleep 0.5; echo got \\$line; sleep 0.5" >/dev/null; echo hi | docker attach $W-reads; docker rm -f $W-reads',
  },
  { name: 'run of a container that stays', script: 'docker run -d --name $W-stays $W/box sleep 1000' },
  { name: 'exec', script: 'docker exec $W-stays echo hello' },
  { name: 'exec with an exit code', script: "docker exec $W-stays sh -c 'echo err >&2; exit 7'" },
  { name: 'exec -i', script: 'seq 1 1000 | docker exec -i $W-stays cat | cksum' },
  { name: 'exec -it', script: terminal("docker exec -it $W-stays sh -c 'tty; exit 4'"), needs: 'script' },
  { name: 'exec -d', script: 'docker exec -d $W-stays sh -c "echo x >/made" && sleep 0.3' },
  {
    name: '20 exec in parallel',
    script: 'for i in $(seq 20); do docker exec $W-stays echo $i & done; wait',
    compare: 'lines',
  },
  { name: 'top', script: 'docker top $W-stays -o comm | tail -1' },
  { name: 'stats', script: "docker stats --no-stream --format '{{.Name}}' $W-stays" },
  { name: 'inspect', script: "docker inspect --format '{{.State.Status}} {{.Name}}' $W-stays" },
  { name: 'cp into a container', script: 'docker cp $CONTEXT $W-stays:/in' },
  { name: 'cp out of a container', script: 'docker cp $W-stays:/in/Dockerfile - | tar -t' },
  { name: 'cp of a tar from a pipe', script: 'tar -C $CONTEXT -c Dockerfile | docker cp - $W-stays:/' },
  { name: 'cp of a file that is not there', script: 'docker cp $W-stays:/nosuch -' },
  { name: 'diff', script: 'docker diff $W-stays | sort' },
  { name: 'export', script: 'docker export $W-stays | tar -t | grep -c bin/' },
  { name: 'commit', script: 'docker commit -m words $W-stays $W/committed' },
  { name: 'rename', script: 'docker rename $W-stays $W-renamed && docker rename $W-renamed $W-stays' },
  {
    name: 'events until',
    script:
      'since=$(date +%s); docker kill $W-stays; docker events --since $since --until $(($(date +%s) + 1)) --filter container=$W-stays --filter event=kill --filter event=die --format "{{.Type}} {{.Action}}"',
  },
  { name: 'start', script: 'docker start $W-stays && docker stop -t 0 $W-stays' },
  {
    name: 'logs -f that is interrupted',
    script: 'docker start $W-stays; timeout -s INT 0.5 docker logs -f $W-stays',
  },
  { name: 'ps', script: "docker ps --filter name=$W --format '{{.Names}} {{.Image}}'" },

  { name: 'save', script: 'docker save $W/web | tar -t | grep -c layer.tar' },
  { name: 'save and load', script: 'docker save -o $W.tar $W/box && docker load -i $W.tar' },
  { name: 'load of what is no image', script: 'head -c 102400 /dev/zero | docker load' },
  { name: 'login', script: 'echo s3cret | docker login -u alice --password-stdin $REGISTRY' },
  {
    name: 'login with a wrong password',
    script: 'echo wrong | docker login -u alice --password-stdin $REGISTRY',
  },
  {
    name: 'push',
    script: 'docker tag $W/box $REGISTRY/$W:1 && docker push $REGISTRY/$W:1',
    compare: 'lines',
  },
  {
    name: 'pull',
    script: 'docker rmi -f $REGISTRY/$W:1 $W/box:none 2>/dev/null | head -1; docker pull $REGISTRY/$W:1',
    compare: 'lines',
  },
  { name: 'pull of what is not there', script: 'docker pull $REGISTRY/$W:none' },
  { name: 'logout', script: 'docker logout $REGISTRY; docker push $REGISTRY/$W:1 | tail -1' },
  {
    name: 'buildx inspect and ls',
    script:
      "docker buildx inspect --bootstrap | grep -E '^(Name|Driver|Status|BuildKit)'; docker buildx du | tail -1 | cut -d: -f1",
    needs: 'docker-buildx',
  },
  {
    name: 'compose up and down, with a build',
    script:
      'export BASE=$W/box; c="docker compose --progress plain -f $CONTEXTS/compose/docker-compose.yml -p $W"; $c build; $c up --no-color --exit-code-from app; echo $?; $c ps -a; $c down --rmi local',
    needs: 'docker-compose',
    compare: 'compose',
  },

  {
    name: 'volume',
    script:
      'docker volume create $W-v && docker volume inspect -f "{{.Driver}}" $W-v && docker volume rm $W-v',
  },
  { name: 'network ls', script: "docker network ls --format '{{.Name}} {{.Driver}}'" },
  { name: 'rm', script: 'docker rm -f $W-stays $W-counts' },
  { name: 'rm of a container that is not there', script: 'docker rm $W-nosuch' },
  { name: 'rmi', script: 'docker rmi -f $W/web $W/committed', compare: 'lines' },
  {
    name: 'curl keeps the connection',
    script:
      'curl -sS -w "%{http_code} %{num_connects}\\n" $CURL/_ping $CURL/version -o /dev/null -o /dev/null',
    needs: 'curl',
  },
  {
    name: 'curl expects 100-continue',
    script:
      'tar -C $CONTEXTS/large -c . | curl -sS -H "Expect: 100-continue" -H "Content-Type: application/x-tar" -T - -X POST "$CURL/build?q=1&buildargs=%7B%22BASE%22:%22$W/box%22%7D"',
    needs: 'curl',
  },
  {
    name: 'curl gets an early answer to an upload',
    script: 'head -c 5000000 /dev/zero | curl -sS -X POST -T - $CURL/containers/$W-nosuch/archive; echo $?',
    needs: 'curl',
  },
  {
    name: 'python keeps, pipelines and half-closes',
    script: 'python3 $SCRIPTS/raw-client.py',
    needs: 'python3',
  },
];
