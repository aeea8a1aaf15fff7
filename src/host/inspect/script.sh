# shellcheck shell=bash
# inspect: what is there. Depth `facts` reads only; depth `behaviour` also tries things on the volume, so it takes the lock.
inspect_facts() {
  look facts
  [ "$PRISM_BY_HAND" = 0 ] || look_by_hand
}
inspect_behaviour() { look behaviour; }

read_parameters
case $PRISM_DEPTH in
  behaviour) run_job inspect_behaviour ;;
  *) run_look inspect_facts ;;
esac
